package dev.goldenpath.operator.rollout;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rollout in numbers, for metrics. None of them names a service.
 *
 * @param counts the services, each in one class
 * @param activity what it is doing
 * @param wave the present wave; empty when all are done
 * @param laggingSince when the oldest revision in use was superseded; empty if no service is behind
 * @param gate whether error budgets are measured
 */
public record RolloutFigures(
    FleetCounts counts,
    RolloutActivity activity,
    Optional<WaveNumber> wave,
    Optional<Instant> laggingSince,
    ErrorBudgetReading.State gate) {

  /**
   * A wave and its place.
   *
   * @param name as in the spec, or one that no spec lists
   * @param number from 1; a revert or an expedited rollout has one wave, and a retry comes last
   */
  public record WaveNumber(String name, int number) {}

  /** The figures of a state. */
  public static RolloutFigures of(
      RolloutState state,
      Strategy strategy,
      FleetCounts counts,
      Optional<Instant> laggingSince,
      ErrorBudgetReading.State gate,
      Instant now) {
    return new RolloutFigures(
        counts, RolloutActivity.of(state, now), number(state.wave(), strategy), laggingSince, gate);
  }

  private static Optional<WaveNumber> number(@Nullable WaveState wave, Strategy strategy) {
    if (wave == null) {
      return Optional.empty();
    }
    int number =
        switch (wave.name()) {
          case Wave.REVERT, Wave.EXPEDITED -> 1;
          case Wave.RETRY -> strategy.waves().size() + 1;
          // A wave that was removed from the spec becomes the first one in the next state.
          default -> Math.max(0, strategy.indexOf(wave.name())) + 1;
        };
    return Optional.of(new WaveNumber(wave.name(), number));
  }

  /**
   * The share of services on the target among those that it is to reach: not those held, pinned or
   * paused. 1 if there are none.
   */
  public double progress() {
    int reachable = counts.onTarget() + counts.waiting() + counts.failed();
    return reachable == 0 ? 1 : (double) counts.onTarget() / reachable;
  }
}
