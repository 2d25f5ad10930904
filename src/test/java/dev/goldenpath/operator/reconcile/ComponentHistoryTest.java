package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.SettableClock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final ServicePlan PLAN = Plans.plan(Map.of());

  private final SettableClock clock = new SettableClock(NOW);
  private final ComponentHistory history = new ComponentHistory(clock);

  /** Also after an upgrade that adds an object: else it would be told as deleted by another. */
  @Test
  void after_a_start_nothing_stood() {
    assertThat(history.present(PLAN)).isEmpty();
  }

  @Test
  void what_stood_under_this_very_plan_was_taken_away_if_it_is_missing() {
    history.record(PLAN, Map.of("quota", Set.of(7L)));

    assertThat(history.present(Plans.plan(Map.of()))).isEqualTo(Map.of("quota", Set.of(7L)));
    assertThat(history.present(Plans.plan(Map.of("override.goldenpath.dev/quota.pods", "33"))))
        .isEmpty();

    history.record(PLAN, Map.of());
    assertThat(history.present(PLAN)).isEmpty();
  }

  @Test
  void what_fails_has_failed_since_it_began_and_not_after_a_recovery() {
    assertThat(history.failing("uid", "slo")).isEqualTo(NOW);
    history.recovered("uid", "slo");
    history.recovered("other", "slo");
    assertThat(history.failing("uid", "slo")).isEqualTo(NOW);
  }

  @Test
  void what_waits_has_waited_since_it_last_made_progress() {
    assertThat(history.waiting("uid", "postgres", "0 of 2")).isEqualTo(NOW);
    clock.set(NOW.plusSeconds(60));
    assertThat(history.waiting("uid", "postgres", "0 of 2")).isEqualTo(NOW);
    assertThat(history.waiting("uid", "postgres", "1 of 2")).isEqualTo(NOW.plusSeconds(60));
    clock.set(NOW.plusSeconds(90));
    history.arrived("uid", "postgres");
    history.arrived("other", "postgres");
    assertThat(history.waiting("uid", "postgres", "1 of 2")).isEqualTo(NOW.plusSeconds(90));
  }

  /** An edit of a live object must not look like another plan, or it would not be called drift. */
  @Test
  void what_is_live_makes_no_other_plan() {
    history.record(PLAN, Map.of("quota", Set.of(7L)));
    ServicePlan edited =
        Plans.plan(Map.of(), new LiveValues(Map.of("postgres.memory", "9Gi"), false));

    assertThat(edited).isNotEqualTo(PLAN);
    assertThat(history.present(edited)).isEqualTo(Map.of("quota", Set.of(7L)));
  }

  @Test
  void of_services_that_are_gone_nothing_is_kept() {
    history.record(PLAN, Map.of("quota", Set.of(7L)));
    history.retain(Set.of("another"));
    assertThat(history.present(PLAN)).isEmpty();
  }
}
