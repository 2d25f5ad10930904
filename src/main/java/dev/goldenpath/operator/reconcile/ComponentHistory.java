package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.plan.ServicePlan;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process has seen of each service. It decides about words and patience only: a restart
 * forgets it, and what is built is the same.
 */
final class ComponentHistory {
  /** Of a deletion, beside the components. */
  static final String DELETION = "deletion";

  private final Clock clock;
  private final Map<String, Map<String, Integer>> present = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Instant>> failing = new ConcurrentHashMap<>();

  ComponentHistory(Clock clock) {
    this.clock = clock;
  }

  /** Whether the component stood as the plan has it: then what is missing now was taken away. */
  boolean wasPresent(ServicePlan plan, Component component) {
    Integer seen = present.getOrDefault(plan.uid(), Map.of()).get(component.name());
    return seen != null && seen == plan.hashCode();
  }

  /** The component stands as the plan has it, or does not. */
  void record(ServicePlan plan, Component component, boolean stands) {
    if (stands) {
      present
          .computeIfAbsent(plan.uid(), uid -> new ConcurrentHashMap<>())
          .put(component.name(), plan.hashCode());
    } else if (present.containsKey(plan.uid())) {
      present.get(plan.uid()).remove(component.name());
    }
  }

  /** Since when a part of the service has been failing; from now on if it was not. */
  Instant failing(String uid, String part) {
    return failing
        .computeIfAbsent(uid, key -> new ConcurrentHashMap<>())
        .computeIfAbsent(part, key -> clock.instant());
  }

  /** The part does not fail. */
  void recovered(String uid, String part) {
    Map<String, Instant> parts = failing.get(uid);
    if (parts != null) {
      parts.remove(part);
    }
  }

  /** Keeps what is known of these services only. */
  void retain(Set<String> uids) {
    present.keySet().retainAll(uids);
    failing.keySet().retainAll(uids);
  }
}
