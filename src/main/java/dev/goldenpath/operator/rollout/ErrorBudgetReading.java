package dev.goldenpath.operator.rollout;

import java.util.Map;

/**
 * The last measurement of all error budgets.
 *
 * @param state whether there is one; one that is older than two minutes is {@link State#FAILED}
 * @param burning the services that burn faster than the limit, each with a message for people
 * @param measured how many services have an objective that is recorded
 */
public record ErrorBudgetReading(State state, Map<String, String> burning, int measured) {

  /** Without a Prometheus. */
  public static final ErrorBudgetReading NOT_CONFIGURED =
      new ErrorBudgetReading(State.NOT_CONFIGURED, Map.of(), 0);

  /** Whether there is a measurement. */
  public enum State {
    /** The query was answered. */
    MEASURED,
    /** The installation has no {@code PROMETHEUS_URL}. */
    NOT_CONFIGURED,
    /** The query was not answered. */
    FAILED
  }

  boolean isBurning(String service) {
    return burning.containsKey(service);
  }
}
