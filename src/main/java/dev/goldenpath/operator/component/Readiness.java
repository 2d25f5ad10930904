package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Reason;

/**
 * How far a component is.
 *
 * @param ready whether the component does its work
 * @param reason from {@link Reason}
 * @param message what is so, and when not ready what is awaited
 */
public record Readiness(boolean ready, String reason, String message) {

  static Readiness applied() {
    return new Readiness(true, Reason.APPLIED, "");
  }

  static Readiness ready(String reason, String message) {
    return new Readiness(true, reason, message);
  }

  static Readiness waiting(String reason, String message) {
    return new Readiness(false, reason, message);
  }
}
