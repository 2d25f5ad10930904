package dev.goldenpath.operator.reconcile.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.monitoring.RecordedSeries;
import dev.goldenpath.monitoring.StandalonePrometheus;
import dev.goldenpath.operator.rollout.ErrorBudgetReading;
import dev.goldenpath.operator.rollout.ErrorBudgetReading.State;
import dev.goldenpath.operator.rollout.ErrorBudgetRule;
import dev.goldenpath.operator.rollout.NoDataPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Prometheus answers, and whether it comes back by itself. */
class PrometheusErrorBudgetsIT {
  private static final ErrorBudgetRule RULE =
      new ErrorBudgetRule(BigDecimal.TEN, Duration.ofMinutes(30), NoDataPolicy.WAIT);

  @TempDir private static Path folder;

  @Test
  void who_burns_is_seen_and_an_outage_of_prometheus_heals() {
    RecordedSeries series =
        new RecordedSeries()
            // 5 % of its requests fail.
            .with("gold", "gold", 0.999, 10, 0.5, Duration.ofMinutes(10))
            // All fail, though its tier has no page.
            .with("bronze", "bronze", 0.99, 10, 10, Duration.ofMinutes(5))
            // One of few requests failed: a third of them, 55 times too fast, and 1 bad event.
            .with("trickle", "gold", 0.999, 0.01, 1.0 / 300, Duration.ofMinutes(5))
            .calm("calm", "silver");
    try (StandalonePrometheus prometheus = new StandalonePrometheus(folder).start(series);
        PrometheusErrorBudgets budgets = of(prometheus)) {
      assertThat(budgets.reading(RULE)).isEqualTo(ErrorBudgetReading.PENDING);
      ErrorBudgetReading reading = awaitReading(budgets, State.MEASURED);
      assertThat(reading.measured()).isEqualTo(4);
      assertThat(reading.burning()).containsOnlyKeys("gold", "bronze");
      assertThat(reading.burning().values())
          .allSatisfy(
              message ->
                  assertThat(message)
                      .matches("availability burned 1[5-8] times too fast over 30m"));

      prometheus.stop();
      assertThat(awaitReading(budgets, State.FAILED).problem())
          .isEqualTo("no connection to " + prometheus.url().getRawAuthority());

      prometheus.start(new RecordedSeries().calm("gold", "gold"));
      assertThat(awaitReading(budgets, State.MEASURED).burning()).isEmpty();

      prometheus.start(new RecordedSeries());
      await()
          .untilAsserted(
              () ->
                  assertThat(budgets.reading(RULE))
                      .isEqualTo(new ErrorBudgetReading(State.MEASURED, Map.of(), 0)));
    }
  }

  private static PrometheusErrorBudgets of(StandalonePrometheus prometheus) {
    return new PrometheusErrorBudgets(
        new PrometheusSettings(
            prometheus.url(), Optional.empty(), Optional.empty(), Duration.ofMillis(100)),
        Clock.systemUTC());
  }

  private static ErrorBudgetReading awaitReading(PrometheusErrorBudgets budgets, State state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> budgets.reading(RULE).state() == state);
    return budgets.reading(RULE);
  }
}
