package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenPaths;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revision on its way to the fleet. */
class RolloutIT extends WithOperator {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** {@code make rollouts} takes 150. */
  private static final int REFUSED_FLEET = Integer.getInteger("rollout.refused", 5);

  @TempDir private static Path folder;

  private int version;

  @BeforeEach
  void withARevision() {
    services.forgetAll();
    version++;
    apply(true, "");
    awaitRolledOut();
  }

  @AfterAll
  void removeThePath() {
    services.forgetAll();
    new GoldenPaths(controlPlane, folder).remove();
  }

  @Test
  void a_refused_word_is_written_nowhere_and_halts(FreshName name) {
    List<String> fleet = fleet(name, REFUSED_FLEET);
    Map<String, String> before = roleBindings(fleet);

    version++;
    apply(false, "platform: { developerRole: nobody }");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(condition("Ready")).isEqualTo("False Halted"));
    assertThat(path("{.status.conditions[?(@.type=='Ready')].message}")).contains("developerRole");
    assertThat(roleBindings(fleet)).isEqualTo(before);
    fleet.forEach(services::awaitReady);
    assertThat(fleet).allSatisfy(each -> assertThat(versionOf(each)).isEqualTo(text(version - 1)));
    assertThat(condition("Stalled")).isEqualTo("True Halted");
  }

  @Test
  void a_tightened_bound_holds_those_that_override_it_and_moves_the_others(FreshName name) {
    List<String> fleet = fleet(name, 2);
    String held = name.value() + "-held";
    services.create(held, "bronze", Map.of("override.goldenpath.dev/quota.pods", "400"));
    services.makeReady(held);

    version++;
    apply(true, "components: { quota: { parameters: { pods: { maximum: 300 } } } }");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(fleet)
                    .allSatisfy(each -> assertThat(versionOf(each)).isEqualTo(text(version))));
    await().untilAsserted(() -> assertThat(path("{.status.counts.held}")).isEqualTo("1"));
    assertThat(versionOf(held)).isEqualTo(text(version - 1));
    assertThat(pods(held)).isEqualTo("400");
    services.awaitReady(held);
  }

  @Test
  void a_service_that_breaks_goes_back_alone(FreshName name) {
    List<String> fleet = fleet(name, 3);
    String broken = fleet.get(1);

    version++;
    applyInOneWave("components: { quota: { parameters: { pods: { tiers: { bronze: 25 } } } } }");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(versionOf(broken)).isEqualTo(text(version)));
    databaseFails(broken);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(versionOf(broken)).isEqualTo(text(version - 1)));
    assertThat(pods(broken)).isEqualTo("20");
    assertThat(path("{.status.rollout.failed[*].name}")).isEqualTo(broken);
    fleet.stream()
        .filter(each -> !each.equals(broken))
        .forEach(each -> assertThat(versionOf(each)).isEqualTo(text(version)));
  }

  @Test
  void readiness_that_lags_behind_its_spec_does_not_count(FreshName name) {
    String late = fleet(name, 1).get(0);

    version++;
    applyInOneWave(
        "6s", "components: { postgres: { parameters: { storage: { tiers: { bronze: 6Gi } } } } }");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(versionOf(late)).isEqualTo(text(version)));
    String since = services.get(late).getStatus().path().since();
    await().until(() -> Instant.parse(since).plusSeconds(3).isBefore(Instant.now()));
    databaseFails(late);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(versionOf(late)).isEqualTo(text(version - 1)));
    assertThat(path("{.status.rollout.failed[*].name}")).isEqualTo(late);
    assertThat(path("{.status.rollout.wave.moved}")).isEqualTo("0");
    assertThat(storage(late)).isEqualTo("6Gi");
  }

  @Test
  void no_claim_shrinks_by_a_lower_default_nor_by_a_revert(FreshName name) {
    String service = fleet(name, 1).get(0);
    int first = version;

    version++;
    apply(
        true, "components: { postgres: { parameters: { storage: { tiers: { bronze: 6Gi } } } } }");
    awaitRolledOut();
    assertThat(storage(service)).isEqualTo("6Gi");

    int grown = version;
    version = first;
    apply(false, "");
    awaitRolledOut();
    assertThat(versionOf(service)).isEqualTo(text(first));
    assertThat(storage(service)).isEqualTo("6Gi");

    version = grown + 1;
    apply(
        true, "components: { postgres: { parameters: { storage: { tiers: { bronze: 4Gi } } } } }");
    awaitRolledOut();
    assertThat(versionOf(service)).isEqualTo(text(version));
    assertThat(storage(service)).isEqualTo("6Gi");
    services.awaitReady(service);
  }

  @Test
  void who_comes_goes_pauses_or_ejects_amid_a_rollout_holds_up_nobody(FreshName name) {
    List<String> fleet = fleet(name, 4);
    String paused = fleet.get(0);
    String ejected = fleet.get(1);
    String deleted = fleet.get(2);
    services.annotate(paused, "goldenpath.dev/paused", "incident: inc-7");
    services.awaitCondition(paused, "Paused", "True", "Paused");

    version++;
    applyInOneWave("components: { quota: { parameters: { pods: { tiers: { bronze: 25 } } } } }");
    services.annotate(ejected, "eject.goldenpath.dev/quota", "migration: t-1");
    controlPlane.kubectl("delete", "gsvc", deleted, "--wait=false");
    String late = name.value() + "-late";
    services.create(late, "bronze");
    services.makeReady(late);
    controlPlane.kubectl(
        "patch", "gsvc", fleet.get(3), "--type=merge", "-p", "{\"spec\":{\"tier\":\"silver\"}}");

    for (String each : List.of(ejected, late, fleet.get(3))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(versionOf(each)).as(each).isEqualTo(text(version)));
    }
    assertThat(versionOf(paused)).isEqualTo(text(version - 1));
    assertThat(pods(paused)).isEqualTo("20");
    assertThat(pods(late)).isEqualTo("25");

    services.annotate(paused, "goldenpath.dev/paused", null);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pods(paused)).isEqualTo("25"));
  }

  private void awaitRolledOut() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(path("{.status.current}") + " " + condition("RolledOut"))
                    .isEqualTo(text(version) + " True UpToDate"));
  }

  private void databaseFails(String service) {
    controlPlane.kubectl(
        "patch",
        "clusters.postgresql.cnpg.io/postgres",
        "-n",
        service,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"readyInstances\":0}}");
  }

  private String storage(String service) {
    return controlPlane.kubectl(
        "get",
        "clusters.postgresql.cnpg.io/postgres",
        "-n",
        service,
        "-o",
        "jsonpath={.spec.storage.size}");
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

  private Map<String, String> roleBindings(List<String> fleet) {
    Map<String, String> versions = new TreeMap<>();
    fleet.forEach(
        each ->
            versions.put(
                each,
                controlPlane.kubectl(
                    "get",
                    "rolebindings",
                    "-n",
                    each,
                    "-o",
                    "jsonpath={.items[*].metadata.resourceVersion}")));
    return versions;
  }

  private void apply(boolean expedited, String content) {
    apply(expedited, "2s", "", content);
  }

  /** It soaks for longer than any test. */
  private void applyInOneWave(String content) {
    applyInOneWave("2s", content);
  }

  private void applyInOneWave(String minReady, String content) {
    apply(false, minReady, ", waves: [{ name: all, maxConcurrency: 100 }]", content);
  }

  private void apply(boolean expedited, String minReady, String waves, String content) {
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
            rollout: { minReady: %s, progressDeadline: 15s%s }
            %s
          """
              .formatted(
                  expedited ? text(version) : "none", text(version), minReady, waves, content));
      controlPlane.kubectl("apply", "-f", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(int version) {
    return "1." + version + ".0";
  }

  private String condition(String type) {
    return path(
        "{.status.conditions[?(@.type=='%s')].status} {.status.conditions[?(@.type=='%s')].reason}"
            .formatted(type, type));
  }

  private String path(String jsonPath) {
    return controlPlane.kubectl("get", "gpath/default", "-o", "jsonpath=" + jsonPath);
  }

  private String versionOf(String service) {
    return services.get(service).getStatus().path().version();
  }

  private String pods(String service) {
    return controlPlane.kubectl(
        "get", "resourcequota", "golden-quota", "-n", service, "-o", "jsonpath={.spec.hard.pods}");
  }
}
