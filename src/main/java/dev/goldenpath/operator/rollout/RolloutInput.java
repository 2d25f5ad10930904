package dev.goldenpath.operator.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a transition looks at, beside the state.
 *
 * @param path what the path asks for
 * @param strategy how it wants it
 * @param fleet what is observed of the services
 * @param now seconds
 */
record RolloutInput(PathFacts path, Strategy strategy, FleetFacts fleet, Instant now) {

  /** Whether the service may be moved to the target, or be told to leave it. */
  boolean isMovable(ServiceFact service) {
    return !service.paused()
        && !service.placement().isHeldByPin(path.version(), path.minimumVersion())
        && !isHeld(service);
  }

  /** Whether it has another revision than the target, and may be moved. */
  boolean isBehind(ServiceFact service) {
    return !service.isNew() && !service.isOn(path.version()) && isMovable(service);
  }

  /** Whether a conflict keeps it on what it has; on the target there is nothing left to hold. */
  boolean isHeld(ServiceFact service) {
    return service.effect().conflicts()
        && strategy.conflicts() == ConflictPolicy.HOLD
        && !service.isOn(path.version());
  }

  /** What is wrong with the service now. */
  List<Symptom> symptoms(ServiceFact service) {
    List<Symptom> symptoms = new ArrayList<>();
    if (!service.health().ready()) {
      symptoms.add(Symptom.NOT_READY);
    }
    if (fleet.errorBudgets().isBurning(service.name())) {
      symptoms.add(Symptom.ERROR_BUDGET_BURNING);
    }
    return symptoms;
  }
}
