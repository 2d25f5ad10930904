package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.plan.ServicePlan;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process has seen of each service. It affects only messages and delays: a restart
 * forgets it, and the same objects are built.
 */
final class ComponentHistory {
  /** The key of a deletion, beside those of the components. */
  static final String DELETION = "deletion";

  private final Clock clock;
  private final Map<String, Present> present = new ConcurrentHashMap<>();
  private final Map<Part, Instant> failing = new ConcurrentHashMap<>();
  private final Map<Part, Waiting> waiting = new ConcurrentHashMap<>();

  /** The components that matched a plan, each with what {@link #present} says. */
  private record Present(ServicePlan plan, Map<String, Set<Long>> components) {}

  /** A component of a service, or its deletion. */
  private record Part(String uid, String name) {}

  /** What a part waits for, and since when. */
  private record Waiting(String message, Instant since) {}

  ComponentHistory(Clock clock) {
    this.clock = clock;
  }

  /**
   * The components that matched this plan: an object of theirs that is missing was deleted.
   *
   * @return by name, the versions of their objects that need no comparison; an empty set if they do
   */
  Map<String, Set<Long>> present(ServicePlan plan) {
    Present before = present.get(plan.uid());
    return before == null || !before.plan().isSameIntent(plan) ? Map.of() : before.components();
  }

  /** Records which components match the plan, as {@link #present} returns it. */
  void record(ServicePlan plan, Map<String, Set<Long>> components) {
    present.put(plan.uid(), new Present(plan, Map.copyOf(components)));
  }

  /** Since when a part of the service has been failing; now if it was not failing before. */
  Instant failing(String uid, String part) {
    return failing.computeIfAbsent(new Part(uid, part), key -> clock.instant());
  }

  /** Records that the part does not fail. */
  void recovered(String uid, String part) {
    failing.remove(new Part(uid, part));
  }

  /** Since when a part has been waiting with this message: another message is progress. */
  Instant waiting(String uid, String part, String message) {
    return waiting
        .merge(
            new Part(uid, part),
            new Waiting(message, clock.instant()),
            (before, now) -> before.message().equals(message) ? before : now)
        .since();
  }

  /** Records that the part does not wait. */
  void arrived(String uid, String part) {
    waiting.remove(new Part(uid, part));
  }

  /** Forgets all services other than these. */
  void retain(Set<String> uids) {
    present.keySet().retainAll(uids);
    failing.keySet().removeIf(part -> !uids.contains(part.uid()));
    waiting.keySet().removeIf(part -> !uids.contains(part.uid()));
  }
}
