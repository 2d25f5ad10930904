package dev.goldenpath.operator.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as Kubernetes writes them: RFC 3339 in UTC, to the second. */
public final class Timestamp {
  private Timestamp() {}

  /** The text for a time; what is below a second is cut. */
  public static String of(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The text for the present. */
  public static String now(Clock clock) {
    return of(clock.instant());
  }

  /** The time that a text says; empty if it says none: whoever may write it may write anything. */
  public static Optional<Instant> read(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
