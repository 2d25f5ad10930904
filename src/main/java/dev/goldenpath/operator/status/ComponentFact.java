package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one reconciliation observed of a component.
 *
 * @param component the component
 * @param state its state
 * @param reason from {@link dev.goldenpath.operator.api.Reason}
 * @param message the current state, and what the component is waiting for
 * @param hatches its observed hatches
 * @param failingSince since when it has been failing without a break; empty if it is not, or if
 *     that is unknown
 * @param deadline when a person must look, if it still waits for the same thing; empty if it does
 *     not wait, or may do so for ever
 */
public record ComponentFact(
    Component component,
    State state,
    String reason,
    String message,
    ObservedHatches hatches,
    Optional<Instant> failingSince,
    Optional<Instant> deadline) {

  /** The state of a component. */
  public enum State {
    /** It is working. */
    READY,
    /** It waits for something that resolves by itself. */
    PROGRESSING,
    /** It is retried, and may need a person if it keeps failing. */
    FAILING,
    /** A person must act. */
    BLOCKED,
    /** Its owner gives it back; it is taken back next. */
    RETURNING,
    /** Its owner manages it, and its objects are there. */
    EJECTED,
    /** Its owner manages it, and an object that the path would have is missing. */
    EJECTED_AND_MISSING
  }

  /** A fact about a component without hatches. */
  public ComponentFact(Component component, State state, String reason, String message) {
    this(
        component,
        state,
        reason,
        message,
        ObservedHatches.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /** The readiness that the component itself reports. */
  public static ComponentFact of(Component component, Readiness readiness) {
    return new ComponentFact(
        component,
        switch (readiness.progress()) {
          case READY -> State.READY;
          case WAITING -> State.PROGRESSING;
          case FAILING -> State.FAILING;
          case STALLED -> State.BLOCKED;
        },
        readiness.reason(),
        readiness.message());
  }

  /** The same with its observed hatches. */
  public ComponentFact with(ObservedHatches seen) {
    return new ComponentFact(component, state, reason, message, seen, failingSince, deadline);
  }

  /** The same with the moment since when it has been failing. */
  public ComponentFact failingSince(Instant moment) {
    return new ComponentFact(
        component, state, reason, message, hatches, Optional.of(moment), deadline);
  }

  /** The same, waiting since that moment for at most that time. */
  public ComponentFact waitingSince(Instant moment, Duration atMost) {
    return new ComponentFact(
        component, state, reason, message, hatches, failingSince, Optional.of(moment.plus(atMost)));
  }

  /** The same, once its deadline has passed. */
  ComponentFact overdue() {
    return new ComponentFact(
        component,
        State.BLOCKED,
        reason,
        message + "; no progress for a long time: look at the pods and the Events of the namespace",
        hatches,
        failingSince,
        deadline);
  }

  /** Whether a request for it failed with an error that may be transient. */
  boolean unsettled() {
    return state == State.FAILING && reason.equals(Reason.APPLY_FAILED);
  }

  /** Whether the component's condition is true. */
  boolean holds() {
    return state == State.READY || state == State.EJECTED;
  }

  /** Whether the readiness of the service depends on it: an ejected component does not count. */
  boolean isOnThePath() {
    return state != State.EJECTED && state != State.EJECTED_AND_MISSING;
  }
}
