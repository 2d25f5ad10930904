package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.rollout.ErrorBudgetReading;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.FleetCounts;
import dev.goldenpath.operator.rollout.RolloutActivity;
import dev.goldenpath.operator.rollout.RolloutFigures;
import dev.goldenpath.operator.rollout.RolloutFigures.WaveNumber;
import dev.goldenpath.operator.support.SettableClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of a rollout. */
class RolloutMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SettableClock clock = new SettableClock(NOW);
  private final RolloutMetrics metrics = new RolloutMetrics(registry, clock);

  @Test
  void the_leader_reports_every_service_in_one_state() {
    metrics.rollout(Optional.of(figures(RolloutActivity.MOVING, "silver", null)));
    assertThat(scrape(true))
        .contains(
            "goldenpath_path_services{state=\"on_target\"} 6.0",
            "goldenpath_path_services{state=\"waiting\"} 3.0",
            "goldenpath_path_services{state=\"held\"} 4.0",
            "goldenpath_path_services{state=\"pinned\"} 2.0",
            "goldenpath_path_services{state=\"paused\"} 1.0",
            "goldenpath_path_services{state=\"failed\"} 3.0",
            "goldenpath_rollout_progress_ratio 0.5",
            "goldenpath_rollout_wave{wave=\"silver\"} 2.0",
            "goldenpath_rollout_halted 0.0",
            "goldenpath_rollout_phase{phase=\"moving\"} 1.0",
            "goldenpath_rollout_phase{phase=\"halted\"} 0.0",
            "goldenpath_path_lag_seconds 0.0",
            "goldenpath_error_budget_gate{state=\"measured\"} 1.0",
            "goldenpath_error_budget_gate{state=\"failed\"} 0.0");
  }

  @Test
  void a_follower_and_an_installation_without_the_resource_report_nothing() {
    metrics.rollout(Optional.of(figures(RolloutActivity.HALTED, "silver", null)));
    assertThat(scrape(true)).contains("goldenpath_rollout_halted 1.0");
    assertThat(scrape(false)).noneMatch(RolloutMetricsTest::isOfRollout);
    metrics.rollout(Optional.empty());
    assertThat(scrape(true)).noneMatch(RolloutMetricsTest::isOfRollout);
  }

  @Test
  void the_series_of_a_wave_and_of_the_gate_end_with_it() {
    metrics.rollout(Optional.of(figures(RolloutActivity.SOAKING, "silver", null)));
    assertThat(scrape(true)).contains("goldenpath_rollout_phase{phase=\"soaking\"} 1.0");
    metrics.rollout(Optional.of(figures(RolloutActivity.COMPLETE, null, null)));
    assertThat(scrape(true))
        .contains("goldenpath_rollout_phase{phase=\"complete\"} 1.0")
        .noneMatch(line -> line.startsWith("goldenpath_rollout_wave"))
        .noneMatch(line -> line.startsWith("goldenpath_error_budget_gate"));
  }

  @Test
  void the_lag_grows_between_two_looks() {
    metrics.rollout(
        Optional.of(figures(RolloutActivity.COMPLETE, null, NOW.minus(Duration.ofDays(14)))));
    clock.pass(Duration.ofMinutes(1));
    assertThat(scrape(true)).contains("goldenpath_path_lag_seconds 1209660.0");
  }

  @Test
  void each_reason_to_go_back_has_a_series_from_the_start_and_others_have_none() {
    assertThat(scrape(false))
        .contains(
            "goldenpath_rollbacks_total{reason=\"NotReady\"} 0.0",
            "goldenpath_rollbacks_total{reason=\"NotApplied\"} 0.0",
            "goldenpath_rollbacks_total{reason=\"ErrorBudgetBurning\"} 0.0");
    metrics.rolledBack(FailureReason.NOT_READY.text());
    metrics.rolledBack("checkout");
    assertThat(scrape(false))
        .contains("goldenpath_rollbacks_total{reason=\"NotReady\"} 1.0")
        .noneMatch(line -> line.contains("checkout"));
  }

  private List<String> scrape(boolean leading) {
    metrics.report(leading);
    return registry.scrape().lines().toList();
  }

  private static boolean isOfRollout(String line) {
    return !line.startsWith("#") && !line.startsWith("goldenpath_rollbacks_total");
  }

  private static RolloutFigures figures(
      RolloutActivity activity, @Nullable String wave, @Nullable Instant laggingSince) {
    return new RolloutFigures(
        new FleetCounts(19, 6, 3, 4, 2, 1, 3),
        activity,
        Optional.ofNullable(wave).map(name -> new WaveNumber(name, 2)),
        Optional.ofNullable(laggingSince),
        ErrorBudgetReading.State.MEASURED);
  }
}
