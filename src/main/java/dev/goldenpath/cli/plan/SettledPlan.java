package dev.goldenpath.cli.plan;

import dev.goldenpath.cli.service.PathChoice;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.operator.goldenpath.HeldValue;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan as it is once what runs has followed it: while a database shrinks, the operator keeps its
 * quota, and lowers it only afterwards.
 *
 * @param planned the plan in the end
 * @param later the parameters whose value follows only then
 */
record SettledPlan(PlannedSubject planned, List<String> later) {
  /** A value follows another at most so many times. */
  private static final int STEPS = 3;

  static SettledPlan of(Subject subject, PathChoice path) {
    PlannedSubject first = PlannedSubject.of(subject, path);
    PlannedSubject settled = first;
    for (int step = 0; step < STEPS; step++) {
      settled = PlannedSubject.of(subject.with(followed(settled.plan())), path);
    }
    Map<String, String> values = settled.plan().values();
    return new SettledPlan(
        settled,
        first.plan().held().stream()
            .filter(held -> !held.value().equals(values.get(held.parameter())))
            .map(HeldValue::parameter)
            .toList());
  }

  /** What is live once the plan is reached. */
  private static LiveValues followed(ServicePlan plan) {
    Map<String, String> values = new TreeMap<>(plan.live().values());
    values.replaceAll((parameter, live) -> plan.values().getOrDefault(parameter, live));
    return new LiveValues(values, false);
  }
}
