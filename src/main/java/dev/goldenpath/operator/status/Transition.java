package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.Override;
import dev.goldenpath.operator.api.StatusCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What happened to a service that deserves an Event.
 *
 * @param warning whether a person may have to look
 * @param reason CamelCase
 * @param message for people
 */
public record Transition(boolean warning, String reason, String message) {

  /** The event that leads from one status to the next, if that is one. */
  public static Optional<Transition> between(
      Optional<GoldenServiceStatus> before, GoldenServiceStatus after) {
    Optional<GoldenServiceStatus> next = Optional.of(after);
    Optional<StatusCondition> stalled = StatusAssembler.find(next, StatusAssembler.STALLED);
    if (stalled.isPresent()) {
      return reasonOf(before, StatusAssembler.STALLED).equals(stalled.map(StatusCondition::reason))
          ? Optional.empty()
          : stalled.map(condition -> new Transition(true, condition.reason(), condition.message()));
    }
    boolean wasReady =
        StatusAssembler.find(before, StatusAssembler.READY)
            .map(StatusCondition::holds)
            .orElse(false);
    StatusCondition ready = StatusAssembler.find(next, StatusAssembler.READY).orElseThrow();
    if (ready.holds() == wasReady) {
      return Optional.empty();
    }
    return Optional.of(
        ready.holds()
            ? new Transition(false, "Ready", ready.message())
            : new Transition(true, ready.reason(), ready.message()));
  }

  /** The events about parameters that were overridden, put back, or could not be. */
  public static List<Transition> ofOverrides(
      Optional<GoldenServiceStatus> before, GoldenServiceStatus after) {
    List<Override> old = before.map(GoldenServiceStatus::overrides).orElse(List.of());
    List<Transition> transitions = new ArrayList<>();
    after.overrides().stream()
        .filter(override -> !old.contains(override))
        .forEach(
            override ->
                transitions.add(
                    new Transition(
                        false,
                        "Overridden",
                        "%s is %s instead of %s"
                            .formatted(
                                override.parameter(), override.value(), override.standard()))));
    old.stream()
        .filter(override -> after.overrides().stream().noneMatch(is(override.parameter())))
        .forEach(
            override ->
                transitions.add(
                    new Transition(
                        false,
                        "OverrideRemoved",
                        override.parameter() + " is as the tier has it")));
    StatusAssembler.find(Optional.of(after), StatusAssembler.OVERRIDES_ACCEPTED)
        .filter(condition -> !condition.holds())
        .filter(
            condition ->
                StatusAssembler.find(before, StatusAssembler.OVERRIDES_ACCEPTED)
                    .filter(was -> was.message().equals(condition.message()))
                    .isEmpty())
        .ifPresent(
            condition ->
                transitions.add(new Transition(true, "OverridesRejected", condition.message())));
    return transitions;
  }

  private static Predicate<Override> is(String parameter) {
    return override -> override.parameter().equals(parameter);
  }

  private static Optional<String> reasonOf(Optional<GoldenServiceStatus> status, String type) {
    return StatusAssembler.find(status, type).map(StatusCondition::reason);
  }
}
