package dev.goldenpath.operator.rollout;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a transition needs a measurement of the error budgets: if a wave is under way, somebody
 * is in flight, or somebody is about to be. At any other time, Prometheus is left alone.
 */
public final class ErrorBudgetDemand {
  private ErrorBudgetDemand() {}

  /**
   * Whether the next transition needs one.
   *
   * @param before the stored state; null if there is none
   * @param services every service, by name
   */
  public static boolean exists(
      @Nullable RolloutState before,
      PathFacts path,
      Strategy strategy,
      Map<String, ServiceFact> services) {
    if (before == null
        || !before.target().equals(path.version())
        || before.wave() != null
        || !before.inFlight().isEmpty()) {
      return true;
    }
    RolloutInput input =
        new RolloutInput(
            path, strategy, new FleetFacts(services, ErrorBudgetReading.PENDING), Instant.EPOCH);
    Set<String> failed =
        before.failed().stream().map(FailedService::name).collect(Collectors.toSet());
    return !path.paused()
        && services.values().stream()
            .anyMatch(service -> input.isBehind(service) && !failed.contains(service.name()));
  }
}
