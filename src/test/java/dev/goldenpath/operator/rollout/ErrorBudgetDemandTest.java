package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Prometheus is asked during a rollout, and at no other time. */
class ErrorBudgetDemandTest {
  private static final Instant NOW = Instant.parse("2026-11-25T20:31:00Z");
  private static final String OLD = "1.0.0";
  private static final String NEW = "1.1.0";

  @Test
  void a_target_that_is_new_needs_it() {
    assertThat(needs(null, NEW, on(NEW))).isTrue();
    assertThat(needs(done(OLD), NEW, on(OLD))).isTrue();
  }

  @Test
  void a_wave_and_somebody_in_flight_need_it_whatever_the_phase() {
    for (RolloutPhase phase : RolloutPhase.values()) {
      assertThat(
              needs(
                  new RolloutState(
                      OLD, NEW, phase, null, WaveState.waiting("w"), List.of(), List.of(), null),
                  NEW,
                  on(NEW)))
          .as(phase.name())
          .isTrue();
    }
    assertThat(
            needs(
                new RolloutState(
                    NEW,
                    NEW,
                    RolloutPhase.COMPLETE,
                    null,
                    null,
                    List.of(new InFlight("a", NOW, List.of())),
                    List.of(),
                    null),
                NEW,
                on(NEW)))
        .isTrue();
  }

  @Test
  void a_rollout_that_is_done_needs_none() {
    assertThat(needs(done(NEW), NEW, on(NEW))).isFalse();
    assertThat(needs(done(NEW), NEW, on(null))).isFalse();
  }

  @Test
  void a_straggler_needs_it_before_it_is_moved() {
    assertThat(needs(done(NEW), NEW, on(OLD))).isTrue();
  }

  @Test
  void who_failed_or_is_paused_or_pinned_is_not_a_straggler() {
    RolloutState failed =
        new RolloutState(
            NEW,
            NEW,
            RolloutPhase.COMPLETE,
            null,
            null,
            List.of(),
            List.of(new FailedService("a", FailureReason.NOT_READY, null, NOW)),
            null);
    assertThat(needs(failed, NEW, on(OLD))).isFalse();
    assertThat(needs(done(NEW), NEW, service(OLD, true, null))).isFalse();
    assertThat(needs(done(NEW), NEW, service(OLD, false, OLD))).isFalse();
  }

  private static RolloutState done(String target) {
    return new RolloutState(
        target, target, RolloutPhase.COMPLETE, null, null, List.of(), List.of(), null);
  }

  private static ServiceFact on(@Nullable String applied) {
    return service(applied, false, null);
  }

  private static ServiceFact service(
      @Nullable String applied, boolean paused, @Nullable String pin) {
    return new ServiceFact(
        new ServicePlacement(
            "a", Tier.BRONZE, Map.of(), pin, new ServiceMemory(applied, NOW, OLD, null, false)),
        paused,
        new Health(true, NOW),
        TargetEffect.CHANGES);
  }

  private static boolean needs(@Nullable RolloutState before, String version, ServiceFact service) {
    return ErrorBudgetDemand.exists(
        before,
        new PathFacts(version, false, OLD, null, false, null, null),
        Strategy.DEFAULT,
        Map.of(service.name(), service));
  }
}
