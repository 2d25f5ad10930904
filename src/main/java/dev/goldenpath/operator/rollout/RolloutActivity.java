package dev.goldenpath.operator.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The phase of a rollout, with the soak as one of its own: then no service is expected to move. */
public enum RolloutActivity {
  /** Services are to be moved; without a soak's end in sight. */
  MOVING,
  /** The services of a wave are watched. */
  SOAKING,
  /** A person stopped the path or its next wave. */
  PAUSED,
  /** Too many failed. */
  HALTED,
  /** All waves are done. */
  COMPLETE;

  /** That of a state at a time. A soak that is over, but held open by a gate, is no longer one. */
  static RolloutActivity of(RolloutState state, Instant now) {
    @Nullable WaveState wave = state.wave();
    return switch (state.phase()) {
      case PAUSED -> PAUSED;
      case HALTED -> HALTED;
      case COMPLETE -> COMPLETE;
      case PROGRESSING ->
          wave != null && wave.soakUntil() != null && now.isBefore(wave.soakUntil())
              ? SOAKING
              : MOVING;
    };
  }
}
