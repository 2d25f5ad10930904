package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.progress.Elapsed;
import dev.goldenpath.cli.progress.ServiceState;
import dev.goldenpath.cli.progress.Sighting;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operator made of a change.
 *
 * @param exit an {@link ExitCode}
 * @param message for people
 */
record Observation(int exit, String message) {
  /**
   * What a service shows of a change; empty while the operator has not looked at it.
   *
   * @param took since it was written
   */
  static Optional<Observation> of(Sighting sighting, AnnotationChange change, Duration took) {
    if (!(sighting instanceof Sighting.Present present)) {
      return no("was deleted meanwhile");
    }
    ServiceState state = new ServiceState(present.service());
    if (state.isTerminating()) {
      return no("is being deleted: " + state.summary());
    }
    if (!change.isIn(present.service())) {
      return no("was changed back by somebody else; look for a tool that writes its annotations");
    }
    if (!state.isObserved()) {
      return state
          .stalled()
          .flatMap(
              stalled ->
                  no("is Stalled, and its hatches are not read: " + plain(stalled.message())));
    }
    if (isReturning(state, change)) {
      return Optional.empty();
    }
    return state
        .rejected()
        .filter(problems -> names(change, problems))
        .map(problems -> no("does not accept the hatch: " + plain(problems)))
        .orElseGet(() -> yes(state, took));
  }

  /** A component is taken back one reconciliation after that was announced. */
  private static boolean isReturning(ServiceState state, AnnotationChange change) {
    return state.condition(ConditionType.PAUSED).isEmpty()
        && Components.ALL.stream()
            .filter(component -> change.removed().contains(Annotations.EJECT + component.name()))
            .flatMap(component -> state.condition(component.conditionType()).stream())
            .anyMatch(condition -> condition.reason().equals(Reason.TAKING_BACK));
  }

  private static Optional<Observation> yes(ServiceState state, Duration took) {
    String paused =
        state
            .condition(ConditionType.PAUSED)
            .filter(StatusCondition::holds)
            .map(condition -> "paused: " + plain(condition.message()) + "; ")
            .orElse("");
    return Optional.of(
        new Observation(
            ExitCode.YES,
            "observed after %s: %s%s".formatted(Elapsed.precise(took), paused, state.summary())));
  }

  private static Optional<Observation> no(String message) {
    return Optional.of(new Observation(ExitCode.NO, message));
  }

  /** The message lists every hatch without effect, by its whole key. */
  private static boolean names(AnnotationChange change, String problems) {
    return Stream.concat(change.set().keySet().stream(), change.removed().stream())
        .anyMatch(key -> problems.startsWith(key + ": ") || problems.contains("; " + key + ": "));
  }

  private static String plain(String text) {
    return MessageText.plain(text, ServiceState.LONGEST);
  }
}
