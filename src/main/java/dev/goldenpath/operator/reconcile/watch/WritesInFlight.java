package dev.goldenpath.operator.reconcile.watch;

import java.util.HashMap;
import java.util.Map;

/**
 * The writes whose answers are outstanding. The watch may deliver the result of a write before its
 * answer arrives: until then, an event may be that result or a change by another, and is held.
 *
 * <pre>{@code
 * begin   watch: 12               end(12)   12 is the result: nothing to do
 * begin   watch: 12   watch: 13   end(12)   13 is another change: reconcile
 * begin                           end(12)   the watch is late: 12 is known when it comes
 * }</pre>
 */
final class WritesInFlight {
  /** The latest version that was delivered meanwhile, by the key of the object; 0 if none was. */
  private final Map<String, Long> held = new HashMap<>();

  /** From now on, events about the object are held. There is one writer for each object. */
  synchronized void begin(String key) {
    held.put(key, 0L);
  }

  /** Whether an event about the object is held. */
  synchronized boolean hold(String key, long version) {
    return held.computeIfPresent(key, (object, latest) -> Math.max(latest, version)) != null;
  }

  /**
   * From now on, events about the object are not held any more.
   *
   * @param answer the version that the write has resulted in; 0 if that is unknown
   * @return whether an event was held that the write does not explain
   */
  synchronized boolean end(String key, long answer) {
    Long latest = held.remove(key);
    return latest != null && latest > answer;
  }
}
