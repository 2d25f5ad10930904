package dev.goldenpath.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final StatusCondition NAMESPACE =
      condition("NamespaceReady", "True", Reason.APPLIED);
  private static final StatusCondition PODS_WAIT =
      condition("WorkloadReady", "False", Reason.WAITING);

  @Test
  void those_that_took_the_same_step_share_a_line() {
    assertThat(
            Steps.between(
                Optional.empty(),
                service(NAMESPACE, condition("QuotaReady", "True", Reason.APPLIED), PODS_WAIT)))
        .containsExactly(
            "ready: namespace, quota", "workload: message of WorkloadReady (WaitingForOthers)");
  }

  @Test
  void what_nobody_asked_for_takes_none() {
    assertThat(
            Steps.between(
                Optional.empty(),
                service(NAMESPACE, condition("QueueReady", "True", Reason.NOT_REQUESTED))))
        .containsExactly("ready: namespace");
  }

  @Test
  void what_was_so_before_is_not_said_again() {
    assertThat(
            Steps.between(
                Optional.of(service(NAMESPACE, PODS_WAIT)),
                service(
                    NAMESPACE,
                    condition("WorkloadReady", "True", Reason.ROLLED_OUT),
                    condition("Ready", "True", Reason.ALL_COMPONENTS_READY))))
        .containsExactly("ready: workload", "Ready: message of Ready");
  }

  @Test
  void the_hatches_that_have_no_effect_are_said_once() {
    GoldenService rejected = service(condition("HatchesAccepted", "False", Reason.REJECTED));

    assertThat(Steps.between(Optional.empty(), rejected))
        .containsExactly("! message of HatchesAccepted");
    assertThat(Steps.between(Optional.of(rejected), rejected)).isEmpty();
  }

  @Test
  void that_a_person_must_act_is_a_step() {
    assertThat(
            Steps.between(
                Optional.of(service(NAMESPACE)),
                service(NAMESPACE, condition("Stalled", "True", Reason.INVALID_SPEC))))
        .containsExactly("Stalled: message of Stalled");
  }

  @Test
  void no_character_of_a_message_reaches_the_terminal_as_a_command() {
    assertThat(
            Steps.between(
                Optional.empty(),
                service(
                    new StatusCondition(
                        "RouteReady",
                        "False",
                        Reason.WAITING,
                        "\u001b[2J" + "x".repeat(65_536),
                        "2026-01-01T00:00:00Z",
                        1L))))
        .singleElement()
        .asString()
        .startsWith("route: \\u001b[2Jxxx")
        .hasSizeLessThan(1_200);
  }

  private static GoldenService service(StatusCondition... conditions) {
    GoldenService service = new GoldenService();
    service.setStatus(
        new GoldenServiceStatus(
            1L, null, "shop", null, null, List.of(conditions), List.of(), null));
    return service;
  }

  private static StatusCondition condition(String type, String status, String reason) {
    return new StatusCondition(
        type, status, reason, "message of " + type, "2026-01-01T00:00:00Z", 1L);
  }
}
