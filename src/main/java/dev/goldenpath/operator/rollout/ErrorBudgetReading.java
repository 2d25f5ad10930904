package dev.goldenpath.operator.rollout;

import java.util.Map;

/**
 * The last measurement of all error budgets.
 *
 * @param state whether there is one; one that is older than two minutes is {@link State#FAILED}
 * @param burning the services that burn faster than the limit, each with a message for people
 * @param measured how many services have an objective that is recorded
 * @param problem why it failed, for people; empty if it did not, or if nobody knows. It holds no
 *     secret and does not change while the cause is the same, since it is stored
 */
public record ErrorBudgetReading(
    State state, Map<String, String> burning, int measured, String problem) {

  /** Without a Prometheus. */
  public static final ErrorBudgetReading NOT_CONFIGURED =
      new ErrorBudgetReading(State.NOT_CONFIGURED, Map.of(), 0);

  /** Before the first answer. */
  public static final ErrorBudgetReading PENDING =
      new ErrorBudgetReading(State.PENDING, Map.of(), 0);

  /** Whether there is a measurement. */
  public enum State {
    /** The query was answered. */
    MEASURED,
    /** The installation has no {@code PROMETHEUS_URL}. */
    NOT_CONFIGURED,
    /** The query is not answered yet; a matter of seconds. */
    PENDING,
    /** The query was not answered. */
    FAILED
  }

  /** A measurement without a problem that could be named. */
  public ErrorBudgetReading(State state, Map<String, String> burning, int measured) {
    this(state, burning, measured, "");
  }

  /** No measurement, for that reason. */
  public static ErrorBudgetReading failed(String problem) {
    return new ErrorBudgetReading(State.FAILED, Map.of(), 0, problem);
  }

  boolean isBurning(String service) {
    return burning.containsKey(service);
  }
}
