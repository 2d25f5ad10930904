package dev.goldenpath.cli.progress;

import dev.goldenpath.operator.api.GoldenService;
import java.time.Instant;

/** Shows what is seen of a service, in one of several forms. */
interface Progress {
  /** Something is seen. */
  void show(Sighting sighting, Instant now);

  /** Time has passed. */
  default void tick(Instant now) {}

  /** Something else was written to the terminal. */
  default void interrupted() {}

  /** No more follows. */
  default void end(Instant now) {}

  /** Whether a state was seen that describes the service as it is now. */
  static boolean isTelling(GoldenService service) {
    ServiceState state = new ServiceState(service);
    return state.isObserved() || state.stalled().isPresent() || state.isTerminating();
  }
}
