package dev.goldenpath.operator.rollout;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether those not moved do as badly as those moved: then it is an incident, and not the target.
 * Both groups are looked at in the same moment and in the same way. Moving everyone back would only
 * add to the incident.
 */
final class FleetIncident {
  /** Fewer unhealthy services among those not moved are chance. */
  private static final int FEWEST = 3;

  /** Those not moved do as badly if their share of failures is at least the half of the others'. */
  private static final int FACTOR = 2;

  private final RolloutInput input;
  private final RolloutDraft draft;
  private final WaveState wave;
  private final Set<String> failing = new HashSet<>();

  FleetIncident(
      RolloutInput input, RolloutDraft draft, WaveState wave, List<HealthJudge.Failure> failures) {
    this.input = input;
    this.draft = draft;
    this.wave = wave;
    failures.forEach(failure -> failing.add(failure.service().name()));
    draft.failed.values().stream()
        .filter(failed -> wave.includes(failed.at()))
        .forEach(failed -> failing.add(failed.name()));
  }

  boolean isOne() {
    long moved = 0;
    long movedUnhealthy = 0;
    long unmoved = 0;
    long unmovedUnhealthy = 0;
    for (ServiceFact service : input.fleet().services().values()) {
      if (isMoved(service)) {
        moved++;
        movedUnhealthy +=
            failing.contains(service.name()) || input.fleet().isUnhealthy(service) ? 1 : 0;
      } else if (isUnmoved(service)) {
        unmoved++;
        unmovedUnhealthy += isNewlyUnhealthy(service) ? 1 : 0;
      }
    }
    return unmovedUnhealthy >= FEWEST
        && FACTOR * unmovedUnhealthy * moved >= movedUnhealthy * unmoved;
  }

  private boolean isMoved(ServiceFact service) {
    return failing.contains(service.name())
        || (service.isOn(draft.target)
            && wave.includes(service.placement().memory().since())
            && !service.placement().memory().unproven());
  }

  private boolean isUnmoved(ServiceFact service) {
    return !service.isOn(draft.target) && !draft.inFlight.containsKey(service.name());
  }

  /** Who was not Ready before the wave says nothing about the time since. */
  private boolean isNewlyUnhealthy(ServiceFact service) {
    return (!service.health().ready() && wave.includes(service.health().since()))
        || input.fleet().errorBudgets().isBurning(service.name());
  }
}
