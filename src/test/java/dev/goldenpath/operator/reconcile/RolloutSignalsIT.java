package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.rollout.FleetCounts;
import dev.goldenpath.operator.rollout.RolloutActivity;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithGoldenPath;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people and tools see of a rollout: Events, status, columns and figures. */
class RolloutSignalsIT extends WithGoldenPath {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MORE_PODS =
      "components: { quota: { parameters: { pods: { tiers: { bronze: 25 } } } } }";

  @Test
  void a_move_is_one_event_on_the_service_and_each_step_one_on_the_path(FreshName name) {
    List<String> fleet = fleet(name, 2);
    String path = paths.get("{.metadata.uid}");

    paths.apply("1.1.0", MORE_PODS);

    paths.awaitRolledOut("1.1.0");
    for (String each : fleet) {
      await()
          .untilAsserted(
              () ->
                  assertThat(messages(each, "Moved"))
                      .containsExactly("revision 1.1.0 of the golden path instead of 1.0.0"));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(services.events("default"))
                    .filteredOn(event -> event.getInvolvedObject().getUid().equals(path))
                    .filteredOn(event -> event.getMessage().startsWith("1.1.0:"))
                    .extracting(Event::getReason)
                    .containsExactlyInAnyOrder("Accepted", "WaveStarted", "WaveDone", "Complete"));

    // The same content under another version changes no object.
    paths.apply("1.2.0", MORE_PODS);
    paths.awaitRolledOut("1.2.0");
    controlPlane.kubectl("wait", "--for=condition=RolledOut", "--timeout=30s", "gpath/default");
    fleet.forEach(each -> assertThat(messages(each, "Moved")).hasSize(1));
    assertThat(paths.get("{.status.impact}"))
        .isEqualTo("{\"changed\":0,\"conflict\":0,\"unchanged\":2}");
  }

  @Test
  void the_status_has_each_service_in_one_class_and_what_the_target_changes(FreshName name) {
    List<String> fleet = fleet(name, 2);
    String held = name.value() + "-held";
    services.create(held, "bronze", Map.of("override.goldenpath.dev/quota.pods", "40"));
    services.makeReady(held);
    services.annotate(fleet.get(1), "goldenpath.dev/paused", "incident: INC-4711");
    services.awaitVersion(held, "1.0.0");

    paths.apply(
        "1.1.0",
        "components: { quota: { parameters: { pods: { maximum: 30, tiers: { bronze: 25, silver: 30,"
            + " gold: 30 } } } } }");

    paths.awaitRolledOut("1.1.0");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        paths.get(
                            "{.status.counts.services} {.status.counts.onTarget}"
                                + " {.status.counts.waiting} {.status.counts.held}"
                                + " {.status.counts.pinned} {.status.counts.paused}"
                                + " {.status.counts.failed}"))
                    .isEqualTo("3 1 0 1 0 1 0"));
    assertThat(paths.get("{.status.impact}"))
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

    paths.applyInOneWave("1.1.0", MORE_PODS);
    services.awaitVersion(broken, "1.1.0");
    services.databaseFails(broken);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(messages(broken, "RolledBack"))
                    .singleElement()
                    .asString()
                    .startsWith(
                        "back on revision 1.0.0 of the golden path: 1.1.0 failed: NotReady"));
    assertThat(operator.rolledBack().subList(before, operator.rolledBack().size()))
        .containsExactly("NotReady");
    await()
        .untilAsserted(
            () ->
                assertThat(operator.rollout())
                    .hasValueSatisfying(
                        figures ->
                            assertThat(figures.activity()).isEqualTo(RolloutActivity.HALTED)));
    assertThat(paths.get("{.status.conditions[?(@.type=='Stalled')].message}"))
        .contains("halted: too many failed");
  }

  private List<String> messages(String service, String reason) {
    return services.events(service).stream()
        .filter(event -> event.getReason().equals(reason))
        .map(Event::getMessage)
        .toList();
  }
}
