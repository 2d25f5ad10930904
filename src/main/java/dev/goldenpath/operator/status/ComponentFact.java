package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Readiness;
import java.time.Instant;
import java.util.Optional;

/**
 * What was observed of one component in one pass.
 *
 * @param component which
 * @param state how it stands
 * @param reason from {@link dev.goldenpath.operator.api.Reason}
 * @param message what is so, and what is awaited
 * @param hatches what was seen of its hatches
 * @param failingSince since when it has been failing without a break; empty if it is not, or that
 *     is not known
 */
public record ComponentFact(
    Component component,
    State state,
    String reason,
    String message,
    ObservedHatches hatches,
    Optional<Instant> failingSince) {

  /** How a component stands. */
  public enum State {
    /** It does its work. */
    READY,
    /** It waits for something that moves by itself. */
    PROGRESSING,
    /** It is tried again, and may need a person if that lasts. */
    FAILING,
    /** A person must act. */
    BLOCKED,
    /** Its owner gives it back; it is taken back next. */
    RETURNING,
    /** Its owner manages it, and its objects are there. */
    EJECTED,
    /** Its owner manages it, and not all that the path would have is there. */
    EJECTED_AND_MISSING
  }

  /** A fact about a component without hatches. */
  public ComponentFact(Component component, State state, String reason, String message) {
    this(component, state, reason, message, ObservedHatches.NONE, Optional.empty());
  }

  /** The component's own word on how far it is. */
  public static ComponentFact of(Component component, Readiness readiness) {
    return new ComponentFact(
        component,
        readiness.ready() ? State.READY : readiness.failing() ? State.FAILING : State.PROGRESSING,
        readiness.reason(),
        readiness.message());
  }

  /** The same with what was seen of its hatches. */
  public ComponentFact with(ObservedHatches seen) {
    return new ComponentFact(component, state, reason, message, seen, failingSince);
  }

  /** The same with the moment since when it has been failing. */
  public ComponentFact failingSince(Instant moment) {
    return new ComponentFact(component, state, reason, message, hatches, Optional.of(moment));
  }

  /** Whether a request about it failed in a way that the next one may not. */
  boolean unsettled() {
    return state == State.FAILING && reason.equals(Reason.APPLY_FAILED);
  }

  /** Whether the component's condition is true. */
  boolean holds() {
    return state == State.READY || state == State.EJECTED;
  }

  /** Whether the service as a whole depends on it: what left the path has its own owner. */
  boolean isOnTheRoad() {
    return state != State.EJECTED && state != State.EJECTED_AND_MISSING;
  }
}
