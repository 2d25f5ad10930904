package dev.goldenpath.operator.reconcile.prometheus;

import static dev.goldenpath.operator.reconcile.prometheus.PlayedPrometheus.CALM;
import static dev.goldenpath.operator.reconcile.prometheus.PlayedPrometheus.answer;
import static dev.goldenpath.operator.reconcile.prometheus.PlayedPrometheus.burning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.rollout.ErrorBudgetQuery;
import dev.goldenpath.operator.rollout.ErrorBudgetReading;
import dev.goldenpath.operator.rollout.ErrorBudgetReading.State;
import dev.goldenpath.operator.rollout.ErrorBudgetRule;
import dev.goldenpath.operator.rollout.NoDataPolicy;
import dev.goldenpath.operator.support.SettableClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When Prometheus is asked, and what is known in between. */
@Timeout(30)
class PrometheusErrorBudgetsTest {
  private static final ErrorBudgetRule RULE = rule("10");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T20:31:00Z"));
  private final AtomicInteger readings = new AtomicInteger();
  private PlayedPrometheus prometheus;
  private PrometheusErrorBudgets budgets;

  @BeforeEach
  void open() throws IOException {
    prometheus = PlayedPrometheus.open();
    budgets = within(Duration.ofMillis(500));
    budgets.onReading(readings::incrementAndGet);
  }

  private PrometheusErrorBudgets within(Duration timeout) {
    return new PrometheusErrorBudgets(
        prometheus.settings("http", Optional.empty(), Optional.empty()), clock, timeout);
  }

  @AfterEach
  void close() {
    budgets.close();
    prometheus.close();
  }

  @Test
  void the_first_question_returns_at_once_and_the_answer_is_kept() {
    prometheus.answers(
        200,
        answer(
            burning("checkout", "availability", "25"),
            "{\"metric\":{\"measured\":\"true\"},\"value\":[1,\"7\"]}"));
    assertThat(budgets.reading(RULE)).isEqualTo(ErrorBudgetReading.PENDING);
    ErrorBudgetReading reading = awaitReading(State.MEASURED);
    assertThat(reading.measured()).isEqualTo(7);
    assertThat(reading.burning())
        .containsOnlyKeys("checkout")
        .containsValue("availability burned 25 times too fast over 30m");
    assertThat(prometheus.queries()).contains(ErrorBudgetQuery.of(RULE));
    assertThat(readings).hasPositiveValue();
  }

  @Test
  void nobody_asks_while_nobody_wants_to_know() {
    budgets.reading(RULE);
    awaitReading(State.MEASURED);
    budgets.rest();
    int asked = awaitRest();
    assertThat(prometheus.queries()).hasSize(asked);
    assertThat(budgets.reading(RULE)).isEqualTo(ErrorBudgetReading.PENDING);
    awaitReading(State.MEASURED);
  }

  @Test
  void a_slow_answer_delays_nobody_and_becomes_a_failure() {
    prometheus.behaves(prometheus::hang);
    assertThat(budgets.reading(RULE)).isEqualTo(ErrorBudgetReading.PENDING);
    assertThat(awaitReading(State.FAILED))
        .isEqualTo(ErrorBudgetReading.failed("no answer within 1 s"));
  }

  @Test
  void it_fails_and_recovers_by_itself() {
    budgets.reading(RULE);
    awaitReading(State.MEASURED);
    prometheus.answers(401, "");
    assertThat(awaitReading(State.FAILED).problem()).isEqualTo("401 Unauthorized");
    prometheus.answers(200, CALM);
    awaitReading(State.MEASURED);
  }

  /** A process that stood still does not know what happened since. */
  @Test
  void what_is_older_than_two_minutes_is_not_a_measurement() {
    budgets.close();
    budgets = within(Duration.ofMinutes(1));
    CountDownLatch asked = new CountDownLatch(1);
    budgets.reading(RULE);
    awaitReading(State.MEASURED);
    prometheus.behaves(
        exchange -> {
          asked.countDown();
          prometheus.hang(exchange);
        });
    await().until(() -> asked.getCount() == 0);
    clock.pass(Duration.ofMinutes(2));
    assertThat(budgets.reading(RULE).state()).isEqualTo(State.MEASURED);
    clock.pass(Duration.ofSeconds(1));
    assertThat(budgets.reading(RULE))
        .isEqualTo(ErrorBudgetReading.failed("no answer for more than 2m"));
  }

  @Test
  void a_measurement_by_another_rule_is_none() {
    budgets.reading(RULE);
    awaitReading(State.MEASURED);
    assertThat(budgets.reading(rule("2"))).isEqualTo(ErrorBudgetReading.PENDING);
    await()
        .untilAsserted(
            () -> assertThat(budgets.reading(rule("2")).state()).isEqualTo(State.MEASURED));
    assertThat(prometheus.queries()).contains(ErrorBudgetQuery.of(rule("2")));
  }

  @Test
  void after_the_end_there_is_only_silence() {
    budgets.reading(RULE);
    awaitReading(State.MEASURED);
    budgets.close();
    int asked = awaitRest();
    assertThat(budgets.reading(RULE)).isEqualTo(ErrorBudgetReading.PENDING);
    assertThat(prometheus.queries()).hasSize(asked);
  }

  private ErrorBudgetReading awaitReading(State state) {
    await().pollInterval(Duration.ofMillis(10)).until(() -> budgets.reading(RULE).state() == state);
    return budgets.reading(RULE);
  }

  /** How many queries there were in all, once ten intervals have brought no other. */
  private int awaitRest() {
    AtomicInteger seen = new AtomicInteger(-1);
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> seen.getAndSet(prometheus.queries().size()) == prometheus.queries().size());
    return seen.get();
  }

  private static ErrorBudgetRule rule(String maxBurnRate) {
    return new ErrorBudgetRule(
        new BigDecimal(maxBurnRate), Duration.ofMinutes(30), NoDataPolicy.WAIT);
  }
}
