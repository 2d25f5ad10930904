package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateVerdictTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WAIT   | MEASURED       | 2790 | 2810 | false | ErrorBudget: 2790 measured, 20 not
          WAIT   | MEASURED       | 0    | 2810 | true  | ErrorBudget: no service is measured; the wave waits
          IGNORE | MEASURED       | 0    | 2810 | false | ErrorBudget: no service is measured
          WAIT   | MEASURED       | 0    | 0    | false | ErrorBudget: 0 measured, 0 not
          WAIT   | FAILED         | 0    | 2810 | true  | ErrorBudget: Prometheus does not answer; the wave waits
          IGNORE | FAILED         | 0    | 2810 | false | ErrorBudget: Prometheus does not answer
          WAIT   | PENDING        | 0    | 2810 | true  | ErrorBudget: being measured; the wave waits
          IGNORE | PENDING        | 0    | 2810 | true  | ErrorBudget: being measured; the wave waits
          WAIT   | NOT_CONFIGURED | 0    | 2810 | false | ErrorBudget: NotConfigured; readiness and soak still hold
          """)
  void absence_is_no_success(
      NoDataPolicy policy,
      ErrorBudgetReading.State state,
      int measured,
      int services,
      boolean waits,
      String message) {
    assertThat(
            GateVerdict.of(
                new ErrorBudgetRule(BigDecimal.TEN, Duration.ofMinutes(30), policy),
                new ErrorBudgetReading(state, Map.of(), measured),
                services))
        .isEqualTo(new GateVerdict(waits, message));
  }

  @Test
  void the_cause_of_a_failure_is_named() {
    assertThat(
            GateVerdict.of(
                    new ErrorBudgetRule(BigDecimal.TEN, Duration.ofMinutes(30), NoDataPolicy.WAIT),
                    ErrorBudgetReading.failed("401 Unauthorized"),
                    5)
                .message())
        .isEqualTo("ErrorBudget: Prometheus does not answer: 401 Unauthorized; the wave waits");
  }
}
