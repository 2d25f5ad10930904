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
 * every five minutes, and what is the same within ten minutes is one Event with a count. Its memory
 * is bounded: the least recently used entries are dropped, and start over.
 */
final class EventCorrelator {
  /** Events of one object at once. */
  static final int BURST = 25;

  /** The time after which an object may have one more. */
  static final Duration REFILL = Duration.ofMinutes(5);

  /** An Event that comes later than this after the last one like it is a new one. */
  static final Duration SAME_WITHIN = Duration.ofMinutes(10);

  /** The number of Events, and of objects, that are remembered. */
  static final int REMEMBERED = 4096;

  private final Clock clock;
  private final Map<UUID, Occurrence> known = leastRecentlyUsed();

  /** By object, the time at which its bucket is full again. */
  private final Map<String, Instant> fullAgain = leastRecentlyUsed();

  /**
   * An Event that may be written.
   *
   * @param name the name of the Event, which its repetitions share
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
   * @param object the uid of the object that it concerns
   * @param prefix the prefix of its name
   * @return empty if the object has had too many
   */
  synchronized Optional<Occurrence> correlate(
      String object, String prefix, String type, String reason, String message) {
    Instant now = clock.instant();
    if (!take(object, now)) {
      return Optional.empty();
    }
    // A hash instead of the text, which may have a thousand characters.
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

  /** A token bucket, stored as the time at which it is full: each Event delays it. */
  private boolean take(String object, Instant now) {
    Instant full = fullAgain.getOrDefault(object, now);
    Instant after = (full.isBefore(now) ? now : full).plus(REFILL);
    if (Duration.between(now, after).compareTo(REFILL.multipliedBy(BURST)) > 0) {
      return false;
    }
    fullAgain.put(object, after);
    return true;
  }

  /** Unique for each Event of an object, even for two at the same time. */
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
