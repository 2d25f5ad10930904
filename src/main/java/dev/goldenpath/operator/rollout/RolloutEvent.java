package dev.goldenpath.operator.rollout;

/**
 * A step of a rollout that is reported as an Event on the path.
 *
 * @param kind which step
 * @param message for people
 */
public record RolloutEvent(Kind kind, String message) {

  /** The steps that are reported. */
  public enum Kind {
    /** A new target: its rollout begins. */
    ACCEPTED,
    /** A rollout that was not complete ended, since there is a new target. */
    SUPERSEDED,
    /** A wave began. */
    WAVE_STARTED,
    /** All services of a wave were moved and watched. */
    WAVE_DONE,
    /** Too many services failed. */
    HALTED,
    /** A person asked for those that failed to be tried again. */
    RETRIED,
    /** All waves are done; the target is current. */
    COMPLETE;

    /** As the reason of an Event: {@code WaveStarted}. */
    public String text() {
      return CamelCase.of(this);
    }

    /** Whether a person must act. */
    public boolean isWarning() {
      return this == HALTED;
    }
  }
}
