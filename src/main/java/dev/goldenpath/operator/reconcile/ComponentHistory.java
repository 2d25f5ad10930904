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

  ComponentHistory(Clock clock) {
    this.clock = clock;
  }

  /** Whether the component matched the plan: then an object that is missing now was deleted. */
  boolean wasPresent(ServicePlan plan, Component component) {
    Integer seen = present.getOrDefault(plan.uid(), Map.of()).get(component.name());
    return seen != null && seen == plan.hashCode();
  }

  /** Records whether the component matches the plan. */
  void record(ServicePlan plan, Component component, boolean stands) {
    if (stands) {
      present
          .computeIfAbsent(plan.uid(), uid -> new ConcurrentHashMap<>())
          .put(component.name(), plan.hashCode());
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

  /** Forgets all services other than these. */
  void retain(Set<String> uids) {
    present.keySet().retainAll(uids);
    failing.keySet().retainAll(uids);
  }
}
