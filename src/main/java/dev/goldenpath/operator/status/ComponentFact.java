package dev.goldenpath.operator.status;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Readiness;

/**
 * What was observed of one component in one pass.
 *
 * @param component which
 * @param state how it stands
 * @param reason from {@link dev.goldenpath.operator.api.Reason}
 * @param message what is so, and what is awaited
 */
public record ComponentFact(Component component, State state, String reason, String message) {

  /** How a component stands. */
  public enum State {
    /** It does its work. */
    READY,
    /** It waits for something that moves by itself. */
    PROGRESSING,
    /** It is tried again, and may need a person if that lasts. */
    FAILING,
    /** A person must act. */
    BLOCKED
  }

  /** The component's own word on how far it is. */
  public static ComponentFact of(Component component, Readiness readiness) {
    return new ComponentFact(
        component,
        readiness.ready() ? State.READY : State.PROGRESSING,
        readiness.reason(),
        readiness.message());
  }

  boolean ready() {
    return state == State.READY;
  }
}
