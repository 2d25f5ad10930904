package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import java.util.List;
import java.util.Optional;

/**
 * A change of a service that is reported as an Event.
 *
 * @param warning whether a person may have to act
 * @param reason CamelCase
 * @param message for people
 */
public record Transition(boolean warning, String reason, String message) {

  /**
   * The Event for the change from one status to the next, if there is one. A service that is not
   * ready only because the operator is taking a component back has none: this step is planned, and
   * has an Event of its own.
   *
   * @param facts the components behind the next status; empty if it is about the whole service
   */
  public static Optional<Transition> between(
      Optional<GoldenServiceStatus> before, GoldenServiceStatus after, List<ComponentFact> facts) {
    Optional<GoldenServiceStatus> next = Optional.of(after);
    Optional<StatusCondition> stalled = StatusAssembler.find(next, ConditionType.STALLED);
    if (stalled.isPresent()) {
      return reasonOf(before, ConditionType.STALLED).equals(stalled.map(StatusCondition::reason))
          ? Optional.empty()
          : stalled.map(condition -> new Transition(true, condition.reason(), condition.message()));
    }
    boolean wasReady =
        StatusAssembler.find(before, ConditionType.READY).map(StatusCondition::holds).orElse(false);
    StatusCondition ready = StatusAssembler.find(next, ConditionType.READY).orElseThrow();
    if (ready.holds() == wasReady || (!ready.holds() && isPlanned(facts))) {
      return Optional.empty();
    }
    return Optional.of(
        ready.holds()
            ? new Transition(false, EventReason.READY, ready.message())
            : new Transition(true, ready.reason(), ready.message()));
  }

  private static boolean isPlanned(List<ComponentFact> facts) {
    List<ComponentFact> missing =
        facts.stream().filter(ComponentFact::isOnThePath).filter(fact -> !fact.holds()).toList();
    return !missing.isEmpty()
        && missing.stream().allMatch(fact -> fact.state() == ComponentFact.State.RETURNING);
  }

  private static Optional<String> reasonOf(Optional<GoldenServiceStatus> status, String type) {
    return StatusAssembler.find(status, type).map(StatusCondition::reason);
  }
}
