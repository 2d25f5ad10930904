package dev.goldenpath.cli.progress;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long each condition of a service took to hold: since its creation while it is first built,
 * later since it ceased to hold. A status has only the last transition, so the earlier ones are
 * known only as far as they were seen.
 */
final class Stopwatch {
  private final Map<String, Instant> ceased = new HashMap<>();

  /** Remembers the transitions that a status shows. */
  void see(GoldenService service) {
    new ServiceState(service)
        .status().stream()
            .flatMap(status -> status.conditions().stream())
            .filter(condition -> !condition.holds())
            .forEach(
                condition -> at(condition).ifPresent(since -> ceased.put(condition.type(), since)));
  }

  /** The time that a condition took, or has been taking; empty if that is unknown. */
  Optional<Duration> of(GoldenService service, StatusCondition condition, Instant now) {
    Optional<Instant> last = at(condition);
    Optional<Instant> start =
        isFirst(service, last)
            ? Timestamp.read(service.getMetadata().getCreationTimestamp())
            : Optional.ofNullable(ceased.get(condition.type()));
    Optional<Instant> end = condition.holds() ? last : Optional.of(now);
    return start.flatMap(from -> end.map(to -> Duration.between(from, to)));
  }

  private static boolean isFirst(GoldenService service, Optional<Instant> transition) {
    Optional<Instant> built =
        new ServiceState(service)
            .status()
            .map(GoldenServiceStatus::firstReady)
            .flatMap(Timestamp::read);
    return built.isEmpty() || transition.filter(time -> !time.isAfter(built.get())).isPresent();
  }

  private static Optional<Instant> at(StatusCondition condition) {
    return Timestamp.read(condition.lastTransitionTime());
  }
}
