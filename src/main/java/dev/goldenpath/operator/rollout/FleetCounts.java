package dev.goldenpath.operator.rollout;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fleet in numbers, for the path's status: each service is in one class, the first that fits.
 *
 * @param services all
 * @param onTarget on the target
 * @param waiting not yet moved, those in flight included
 * @param held not moved, since a hatch does not fit the target
 * @param pinned not on the target, since their pins count
 * @param paused not moved, since their owners paused them
 * @param failed back on their last good revision, or about to be
 */
public record FleetCounts(
    int services, int onTarget, int waiting, int held, int pinned, int paused, int failed) {

  /** The counts for one state. */
  public static FleetCounts of(
      RolloutState state, Strategy strategy, PathFacts path, FleetFacts fleet) {
    Set<String> failing =
        state.failed().stream().map(FailedService::name).collect(Collectors.toSet());
    int pinned = 0;
    int failed = 0;
    int onTarget = 0;
    int paused = 0;
    int held = 0;
    int waiting = 0;
    for (ServiceFact service : fleet.services().values()) {
      if (service.placement().isHeldByPin(state.target(), path.minimumVersion())) {
        pinned++;
      } else if (failing.contains(service.name())) {
        failed++;
      } else if (service.isOn(state.target())) {
        onTarget++;
      } else if (service.paused()) {
        paused++;
      } else if (service.effect().conflicts() && strategy.conflicts() == ConflictPolicy.HOLD) {
        held++;
      } else {
        waiting++;
      }
    }
    return new FleetCounts(
        fleet.services().size(), onTarget, waiting, held, pinned, paused, failed);
  }
}
