package dev.goldenpath.operator.rollout;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one PromQL query that measures the error budgets of the fleet, on the series that the rules
 * of each service record. It does not read {@code ALERTS}: bronze has no fast alert, a severity may
 * be {@code none}, and firing state is lost when Prometheus restarts.
 *
 * <p>The answer has one sample per objective that burns faster than the limit over 5 minutes and
 * over the window, with at least {@value #BAD_EVENTS} bad events: labels {@code namespace}, which
 * is the service, and {@code slo}; the value is the burn rate. One more sample, with the label
 * {@code measured}, is the number of services with a recorded objective. Without it nothing is
 * measured: that nobody burns proves nothing then.
 */
public final class ErrorBudgetQuery {
  /** The label of the sample that counts the measured services. */
  public static final String MEASURED = "measured";

  /** Fewer bad events say nothing, however high the burn rate. */
  static final int BAD_EVENTS = 5;

  private static final String OBJECTIVE = "goldenservice:objective:ratio";
  private static final String BAD = "goldenservice:bad_requests:rate5m";
  private static final String REQUESTS = "goldenservice:requests:rate5m";

  private ErrorBudgetQuery() {}

  /** The query, in syntax of Prometheus 2 and 3. */
  public static String of(ErrorBudgetRule rule) {
    String window = rule.window().toSeconds() + "s";
    return """
        (
          %s > %s
          and %s > %s
          and 60 * sum_over_time(%s[%s:1m]) >= %d
        )
        or label_replace(
          count(count by (namespace) (%s)),
          "%s", "true", "", ""
        )
        """
        .formatted(
            // `and` keeps the value of its left side: the burn rate over the window.
            burnRate(window),
            text(rule.maxBurnRate()),
            burnRate(null),
            text(rule.maxBurnRate()),
            byObjective(BAD),
            window,
            BAD_EVENTS,
            OBJECTIVE,
            MEASURED);
  }

  /** The message for people about one sample. */
  public static String message(String slo, double burnRate, Duration window) {
    return "%s burned %.0f times too fast over %s"
        .formatted(slo, burnRate, StrategyReader.text(window));
  }

  private static String burnRate(@Nullable String window) {
    return "%s / ignoring (slo) group_left () %s / %s"
        .formatted(
            byObjective(over(BAD, window)),
            "max by (namespace) (%s)".formatted(over(REQUESTS, window)),
            byObjective("1 - " + OBJECTIVE));
  }

  /** Without a window the series itself, which is a rate over 5 minutes. */
  private static String over(String series, @Nullable String window) {
    return window == null ? series : "avg_over_time(%s[%s])".formatted(series, window);
  }

  /**
   * Only the labels that identify: team and tier change. The larger value wins if two replicas of
   * Prometheus are asked at once.
   */
  private static String byObjective(String expression) {
    return "max by (namespace, slo) (%s)".formatted(expression);
  }

  private static String text(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
