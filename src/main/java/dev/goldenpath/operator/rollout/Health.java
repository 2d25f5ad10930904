package dev.goldenpath.operator.rollout;

import java.time.Duration;
import java.time.Instant;

/**
 * The readiness of a service.
 *
 * @param ready whether it is Ready for what was written last: an older Ready does not count
 * @param since since when it has been so without a break, at the earliest the last write
 */
public record Health(boolean ready, Instant since) {

  boolean isReadyFor(Duration time, Instant now) {
    return ready && !since.plus(time).isAfter(now);
  }

  boolean isNotReadyFor(Duration time, Instant now) {
    return !ready && !since.plus(time).isAfter(now);
  }
}
