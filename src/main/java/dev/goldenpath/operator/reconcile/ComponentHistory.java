package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.Component;
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
  private final Map<String, Map<String, Integer>> present = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Instant>> failing = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Waiting>> waiting = new ConcurrentHashMap<>();

  /** What a part waits for, and since when. */
  private record Waiting(String message, Instant since) {}

  ComponentHistory(Clock clock) {
    this.clock = clock;
  }

  /** Whether the component matched the plan: then an object that is missing now was deleted. */
  boolean wasPresent(ServicePlan plan, Component component) {
    Integer seen = present.getOrDefault(plan.uid(), Map.of()).get(component.name());
    return seen != null && seen == plan.fingerprint();
  }

  /** Records whether the component matches the plan. */
  void record(ServicePlan plan, Component component, boolean stands) {
    if (stands) {
      present
          .computeIfAbsent(plan.uid(), uid -> new ConcurrentHashMap<>())
          .put(component.name(), plan.fingerprint());
    } else if (present.containsKey(plan.uid())) {
      present.get(plan.uid()).remove(component.name());
    }
  }

  /** Since when a part of the service has been failing; now if it was not failing before. */
  Instant failing(String uid, String part) {
    return failing
        .computeIfAbsent(uid, key -> new ConcurrentHashMap<>())
        .computeIfAbsent(part, key -> clock.instant());
  }

  /** Records that the part does not fail. */
  void recovered(String uid, String part) {
    Map<String, Instant> parts = failing.get(uid);
    if (parts != null) {
      parts.remove(part);
    }
  }

  /** Since when a part has been waiting with this message: another message is progress. */
  Instant waiting(String uid, String part, String message) {
    return waiting
        .computeIfAbsent(uid, key -> new ConcurrentHashMap<>())
        .merge(
            part,
            new Waiting(message, clock.instant()),
            (before, now) -> before.message().equals(message) ? before : now)
        .since();
  }

  /** Records that the part does not wait. */
  void arrived(String uid, String part) {
    Map<String, Waiting> parts = waiting.get(uid);
    if (parts != null) {
      parts.remove(part);
    }
  }

  /** Forgets all services other than these. */
  void retain(Set<String> uids) {
    present.keySet().retainAll(uids);
    failing.keySet().retainAll(uids);
    waiting.keySet().retainAll(uids);
  }
}
