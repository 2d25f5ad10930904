package dev.goldenpath.operator.reconcile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * What waits, in the order in which it is due: the teams take turns, so that one with a thousand
 * services does not delay another's one; within a team, the most urgent comes first, and of equally
 * urgent ones that which came first.
 *
 * <pre>{@code
 * waiting            a: a1 a2 a3    b: b1    c: c1 c2
 * order of next()    a1 b1 c1 a2 c2 a3
 * }</pre>
 */
final class FairQueue<T> {
  private final Map<String, PriorityQueue<Waiting<T>>> teams = new LinkedHashMap<>();
  private long count;

  private record Waiting<T>(int rank, long number, T item) {
    private static final Comparator<Waiting<?>> ORDER =
        Comparator.<Waiting<?>>comparingInt(Waiting::rank).thenComparingLong(Waiting::number);
  }

  /**
   * Adds an item.
   *
   * @param rank the lower, the more urgent among those of the team
   */
  synchronized void add(String team, int rank, T item) {
    teams
        .computeIfAbsent(team, first -> new PriorityQueue<>(Waiting.ORDER))
        .add(new Waiting<>(rank, count++, item));
  }

  /**
   * Removes the item that is due.
   *
   * @throws java.util.NoSuchElementException if nothing waits
   */
  synchronized T next() {
    String team = teams.keySet().iterator().next();
    PriorityQueue<Waiting<T>> waiting = Objects.requireNonNull(teams.remove(team));
    T due = waiting.remove().item();
    if (!waiting.isEmpty()) {
      teams.put(team, waiting);
    }
    return due;
  }
}
