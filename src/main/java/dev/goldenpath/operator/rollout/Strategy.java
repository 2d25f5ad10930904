package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.api.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a revision reaches the fleet. Valid: made from a {@link RolloutSpec} without problems.
 *
 * @param waves in the order in which they begin; the last is {@link Wave#OTHERS}
 * @param minReady a service is moved once it was Ready that long on the target; 60 s by default
 * @param progressDeadline a service that is not moved after that long failed; 10 minutes by default
 * @param conflicts what happens to services whose hatches do not fit; {@code Hold} by default
 * @param errorBudget by default a burn rate of 10 over 30 minutes, and {@code Wait}
 */
public record Strategy(
    List<Wave> waves,
    Duration minReady,
    Duration progressDeadline,
    ConflictPolicy conflicts,
    ErrorBudgetRule errorBudget) {

  /** A wave for each tier, the least important first, with all defaults. */
  public static final Strategy DEFAULT = of(RolloutSpec.ABSENT);

  /**
   * The strategy of a spec.
   *
   * @throws IllegalArgumentException if the spec has problems
   */
  public static Strategy of(RolloutSpec spec) {
    StrategyReader reader = new StrategyReader(spec);
    if (!reader.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", reader.problems()));
    }
    return reader.strategy();
  }

  static List<Wave> defaultWaves(Duration soak) {
    return Stream.of(Tier.values())
        .map(
            tier ->
                new Wave(
                    tier.text(),
                    Set.of(tier),
                    Map.of(),
                    100,
                    Wave.DEFAULT_CONCURRENCY,
                    Wave.DEFAULT_FAILURES,
                    soak,
                    /* paused= */ false))
        .toList();
  }

  /** The wave with that name, one that no spec lists included. */
  Optional<Wave> wave(String name) {
    return switch (name) {
      case Wave.RETRY -> Optional.of(Wave.retry(errorBudget.window()));
      case Wave.REVERT, Wave.EXPEDITED -> Optional.of(Wave.ofAll(name));
      default -> waves.stream().filter(wave -> wave.name().equals(name)).findFirst();
    };
  }

  Wave first() {
    return waves.get(0);
  }

  /** The wave after the one with that name; empty after the last, or if there is none. */
  Optional<Wave> after(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : waves.stream().skip(index + 1L).findFirst();
  }

  /** The position of a wave; -1 if the spec does not list it. */
  int indexOf(String name) {
    return IntStream.range(0, waves.size())
        .filter(index -> waves.get(index).name().equals(name))
        .findFirst()
        .orElse(-1);
  }

  /**
   * The position of the first wave that takes the service for certain: samples take only some, so
   * they do not count.
   */
  int waveOf(ServicePlacement service) {
    for (int index = 0; index < waves.size() - 1; index++) {
      Wave wave = waves.get(index);
      if (!wave.isSample() && wave.matches(service)) {
        return index;
      }
    }
    return waves.size() - 1;
  }
}
