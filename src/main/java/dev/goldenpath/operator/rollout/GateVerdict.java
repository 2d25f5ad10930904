package dev.goldenpath.operator.rollout;

/**
 * What the gate of the error budget says about the fleet as a whole. A service that has no recorded
 * objective is counted, and fails nobody: its readiness and the soak still hold.
 *
 * @param waits whether nobody else may be moved, and no soak may end
 * @param message for people
 */
public record GateVerdict(boolean waits, String message) {
  private static final String WAITS = "; the wave waits";

  /** The verdict on a measurement of a fleet of that many services. */
  public static GateVerdict of(ErrorBudgetRule rule, ErrorBudgetReading reading, int services) {
    boolean onNoData = rule.onNoData() == NoDataPolicy.WAIT;
    return switch (reading.state()) {
      case NOT_CONFIGURED ->
          new GateVerdict(false, "ErrorBudget: NotConfigured; readiness and soak still hold");
      // Whatever onNoData says: who burned before it is moved has to be known.
      case PENDING -> new GateVerdict(true, "ErrorBudget: being measured" + WAITS);
      case FAILED ->
          new GateVerdict(
              onNoData,
              "ErrorBudget: Prometheus does not answer"
                  + (reading.problem().isEmpty() ? "" : ": " + reading.problem())
                  + (onNoData ? WAITS : ""));
      // A Prometheus without the rules gives an empty answer, too, so that proves nothing.
      case MEASURED ->
          reading.measured() == 0 && services > 0
              ? new GateVerdict(
                  onNoData, "ErrorBudget: no service is measured" + (onNoData ? WAITS : ""))
              : new GateVerdict(
                  false,
                  "ErrorBudget: %d measured, %d not"
                      .formatted(reading.measured(), Math.max(0, services - reading.measured())));
    };
  }
}
