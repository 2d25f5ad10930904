package dev.goldenpath.tryout;

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
            "ready: namespace, quota",
            "WorkloadReady      waiting: message of WorkloadReady (WaitingForOthers)");
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
  void a_message_may_say_by_itself_that_it_waits() {
    assertThat(
            Steps.between(
                Optional.empty(),
                service(
                    new StatusCondition(
                        "RouteReady",
                        "False",
                        Reason.WAITING,
                        "waiting for workload",
                        "2026-01-01T00:00:00Z",
                        1L))))
        .containsExactly("RouteReady         waiting for workload (WaitingForOthers)");
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
