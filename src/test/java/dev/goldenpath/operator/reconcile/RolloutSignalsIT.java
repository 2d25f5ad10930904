package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.rollout.FleetCounts;
import dev.goldenpath.operator.rollout.RolloutActivity;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and tools see of a rollout: Events, status, columns and figures. */
class RolloutSignalsIT extends WithOperator {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MORE_PODS =
      "components: { quota: { parameters: { pods: { tiers: { bronze: %d } } } } }";

  @TempDir private static Path folder;

  private int version;

  @BeforeEach
  void withARevision() {
    services.forgetAll();
    next("");
    awaitRolledOut();
  }

  @AfterAll
  void deleteThePath() {
    services.forgetAll();
    controlPlane.kubectl(
        "annotate", "gpath/default", "goldenpath.dev/confirm-deletion=default", "--overwrite");
    controlPlane.kubectl("delete", "gpath/default");
    operator.close();
    operator = RunningOperator.start(controlPlane.operator());
    await()
        .untilAsserted(
            () -> {
              controlPlane.kubectlResult("delete", "gpr", "--all");
              assertThat(controlPlane.kubectl("get", "gpr", "-o", "name")).isEmpty();
            });
  }

  @Test
  void a_move_is_one_event_on_the_service_and_each_step_one_on_the_path(FreshName name) {
    List<String> fleet = fleet(name, 2);

    next(MORE_PODS.formatted(25));

    awaitRolledOut();
    for (String each : fleet) {
      await()
          .untilAsserted(
              () ->
                  assertThat(messages(each, "Moved"))
                      .containsExactly(
                          "revision %s of the golden path instead of %s"
                              .formatted(text(version), text(version - 1))));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(services.events("default"))
                    .filteredOn(event -> event.getMessage().startsWith(text(version) + ":"))
                    .extracting(Event::getReason)
                    .containsExactlyInAnyOrder("Accepted", "WaveStarted", "WaveDone", "Complete"));

    // The same content under another version changes no object.
    next(MORE_PODS.formatted(25));
    awaitRolledOut();
    fleet.forEach(each -> assertThat(messages(each, "Moved")).hasSize(1));
    assertThat(path("{.status.impact}"))
        .isEqualTo("{\"changed\":0,\"conflict\":0,\"unchanged\":2}");
  }

  @Test
  void the_status_has_each_service_in_one_class_and_what_the_target_changes(FreshName name) {
    List<String> fleet = fleet(name, 2);
    String held = name.value() + "-held";
    services.create(held, "bronze", Map.of("override.goldenpath.dev/quota.pods", "40"));
    services.makeReady(held);
    services.annotate(fleet.get(1), "goldenpath.dev/paused", "incident: INC-4711");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(versionOf(held)).isEqualTo(text(version)));

    next(
        "components: { quota: { parameters: { pods: { maximum: 30, tiers: { bronze: 25, silver: 30,"
            + " gold: 30 } } } } }");

    awaitRolledOut();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        path(
                            "{.status.counts.services} {.status.counts.onTarget}"
                                + " {.status.counts.waiting} {.status.counts.held}"
                                + " {.status.counts.pinned} {.status.counts.paused}"
                                + " {.status.counts.failed}"))
                    .isEqualTo("3 1 0 1 0 1 0"));
    assertThat(path("{.status.impact}"))
        .isEqualTo("{\"changed\":1,\"conflict\":1,\"unchanged\":1}");
    await()
        .untilAsserted(
            () ->
                assertThat(operator.rollout())
                    .hasValueSatisfying(
                        figures -> {
                          assertThat(figures.counts())
                              .isEqualTo(new FleetCounts(3, 1, 0, 1, 0, 1, 0));
                          assertThat(figures.activity()).isEqualTo(RolloutActivity.COMPLETE);
                          assertThat(figures.progress()).isEqualTo(1);
                          assertThat(figures.laggingSince()).isPresent();
                        }));
    assertThat(controlPlane.kubectl("get", "gpath").lines().findFirst().orElseThrow().split(" +"))
        .containsExactly(
            "NAME", "VERSION", "CURRENT", "WAVE", "MOVED", "FAILED", "READY", "STATUS", "AGE");
    assertThat(controlPlane.kubectl("get", "gpr").lines().findFirst().orElseThrow().split(" +"))
        .containsExactly("NAME", "VERSION", "SERVICES", "AGE");
  }

  @Test
  void a_service_that_goes_back_says_why_and_is_counted(FreshName name) {
    String broken = fleet(name, 1).get(0);
    int before = operator.rolledBack().size();

    apply("none", ", waves: [{ name: all, maxConcurrency: 100 }]", MORE_PODS.formatted(25));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(versionOf(broken)).isEqualTo(text(version)));
    controlPlane.kubectl(
        "patch",
        "clusters.postgresql.cnpg.io/postgres",
        "-n",
        broken,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"readyInstances\":0}}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(messages(broken, "RolledBack"))
                    .singleElement()
                    .asString()
                    .startsWith(
                        "back on revision %s of the golden path: %s failed: NotReady"
                            .formatted(text(version - 1), text(version))));
    assertThat(operator.rolledBack().subList(before, operator.rolledBack().size()))
        .containsExactly("NotReady");
    await()
        .untilAsserted(
            () ->
                assertThat(operator.rollout())
                    .hasValueSatisfying(
                        figures ->
                            assertThat(figures.activity()).isEqualTo(RolloutActivity.HALTED)));
    assertThat(path("{.status.conditions[?(@.type=='Stalled')].message}"))
        .contains("halted: too many failed");
  }

  private List<String> fleet(FreshName name, int size) {
    List<String> fleet =
        IntStream.range(0, size).mapToObj(index -> name.value() + "-" + index).toList();
    fleet.forEach(each -> services.create(each, "bronze"));
    fleet.forEach(services::makeReady);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(fleet)
                    .allSatisfy(each -> assertThat(versionOf(each)).isEqualTo(text(version))));
    return fleet;
  }

  private List<String> messages(String service, String reason) {
    return services.events(service).stream()
        .filter(event -> event.getReason().equals(reason))
        .map(Event::getMessage)
        .toList();
  }

  private void awaitRolledOut() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(path("{.status.current} {.status.conditions[*].message}"))
                    .startsWith(text(version) + " "));
    controlPlane.kubectl("wait", "--for=condition=RolledOut", "--timeout=30s", "gpath/default");
  }

  /** Applies another version, without waves and soaks. */
  private void next(String content) {
    apply(text(version + 1), "", content);
  }

  private void apply(String expedited, String waves, String content) {
    version++;
    try {
      Path file = folder.resolve("path.yaml");
      Files.writeString(
          file,
          """
          apiVersion: goldenpath.dev/v1alpha1
          kind: GoldenPath
          metadata:
            name: default
            annotations: { goldenpath.dev/expedite: "%s" }
          spec:
            version: %s
            rollout: { minReady: 2s, progressDeadline: 10s%s }
            %s
          """
              .formatted(expedited, text(version), waves, content));
      controlPlane.kubectl("apply", "-f", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Versions of its own: another test may have left revisions. */
  private static String text(int version) {
    return "7." + version + ".0";
  }

  private String path(String jsonPath) {
    return controlPlane.kubectl("get", "gpath/default", "-o", "jsonpath=" + jsonPath);
  }

  private String versionOf(String service) {
    return services.get(service).getStatus().path().version();
  }
}
