package dev.goldenpath.operator.reconcile;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which Events are written, and which of them are repetitions, by the rules of client-go's recorder
 * (k8s.io/client-go/tools/record, events_cache.go): an object has 25 Events at once and one more
 * every five minutes, and what is the same within ten minutes is one Event with a count. What is
 * remembered is bounded: of the least recently used the next is a first one again.
 */
final class EventCorrelator {
  /** Events of one object at once. */
  static final int BURST = 25;

  /** After so long an object may have one more. */
  static final Duration REFILL = Duration.ofMinutes(5);

  /** What comes later than this after the last of its kind is an Event of its own. */
  static final Duration SAME_WITHIN = Duration.ofMinutes(10);

  /** Events, and objects, that are remembered. */
  static final int REMEMBERED = 4096;

  private final Clock clock;
  private final Map<UUID, Occurrence> known = leastRecentlyUsed();

  /** By object, when all its Events will have been refilled. */
  private final Map<String, Instant> fullAgain = leastRecentlyUsed();

  /**
   * An Event that may be written.
   *
   * @param name of the Event: the same for repetitions
   * @param count how often it occurred, this time included
   */
  record Occurrence(String name, int count, Instant first, Instant last) {
    boolean isRepeated() {
      return count > 1;
    }
  }

  EventCorrelator(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts an Event.
   *
   * @param object the uid of the object that it is about
   * @param prefix what its name begins with
   * @return empty if the object has had too many
   */
  synchronized Optional<Occurrence> correlate(
      String object, String prefix, String type, String reason, String message) {
    Instant now = clock.instant();
    if (!take(object, now)) {
      return Optional.empty();
    }
    // Not the text itself, of which a message may have a thousand characters.
    UUID key =
        UUID.nameUUIDFromBytes(
            String.join("\n", object, type, reason, message).getBytes(StandardCharsets.UTF_8));
    Occurrence before = known.get(key);
    Occurrence next =
        before == null || Duration.between(before.last(), now).compareTo(SAME_WITHIN) > 0
            ? new Occurrence(name(prefix, key, now), 1, now, now)
            : new Occurrence(before.name(), before.count() + 1, before.first(), now);
    known.put(key, next);
    return Optional.of(next);
  }

  /** A token bucket, kept as the moment at which it is full: each Event puts that off. */
  private boolean take(String object, Instant now) {
    Instant full = fullAgain.getOrDefault(object, now);
    Instant after = (full.isBefore(now) ? now : full).plus(REFILL);
    if (Duration.between(now, after).compareTo(REFILL.multipliedBy(BURST)) > 0) {
      return false;
    }
    fullAgain.put(object, after);
    return true;
  }

  /** Another one for each Event of an object, also for two of one moment. */
  private static String name(String prefix, UUID key, Instant now) {
    return "%s.%x%08x"
        .formatted(prefix, now.toEpochMilli(), (int) (key.getLeastSignificantBits() >>> 32));
  }

  private static <K, V> Map<K, V> leastRecentlyUsed() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
