package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.goldenpath.MessageText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final String SERVICE = "namespace";
  private static final String SLO = "slo";

  /** Whoever forges a series chooses its labels, too. */
  private static final int LONGEST_SLO = 40;

  private static final String OBJECTIVE = "goldenservice:objective:ratio";
  private static final String BAD = "goldenservice:bad_requests:rate5m";
  private static final String REQUESTS = "goldenservice:requests:rate5m";

  /**
   * One sample of the answer.
   *
   * @param labels what identifies it
   * @param value any number; not a number and infinity are possible
   */
  public record Sample(Map<String, String> labels, double value) {}

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

  /**
   * The measurement in an answer. A sample that is not a number, or that lacks a label, does not
   * count; of several about one service the fastest does.
   */
  public static ErrorBudgetReading reading(ErrorBudgetRule rule, List<Sample> answer) {
    Map<String, Sample> fastest = new HashMap<>();
    int measured = 0;
    for (Sample sample : answer) {
      @Nullable String service = sample.labels().get(SERVICE);
      if (sample.labels().containsKey(MEASURED)) {
        // Not a number becomes 0.
        measured = Math.max(measured, (int) sample.value());
      } else if (service != null
          && sample.labels().containsKey(SLO)
          && sample.value() > rule.maxBurnRate().doubleValue()) {
        fastest.merge(service, sample, (one, other) -> one.value() < other.value() ? other : one);
      }
    }
    Map<String, String> burning = new HashMap<>();
    fastest.forEach(
        (service, sample) ->
            burning.put(
                service,
                message(sample.labels().getOrDefault(SLO, ""), sample.value(), rule.window())));
    return new ErrorBudgetReading(ErrorBudgetReading.State.MEASURED, burning, measured);
  }

  /** The message for people about one sample. */
  static String message(String slo, double burnRate, Duration window) {
    return "%s burned %.0f times too fast over %s"
        .formatted(MessageText.plain(slo, LONGEST_SLO), burnRate, StrategyReader.text(window));
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
