package dev.goldenpath.tryout;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a change of a service's status means to its owner, in few lines: components that took the
 * same step at the same time share one, and those that nobody asked for take none.
 */
final class Steps {
  /** How some messages begin. */
  private static final String WAITING = "waiting for ";

  private Steps() {}

  /** The steps between two states of a service; none where only numbers in messages changed. */
  static List<String> between(Optional<GoldenService> before, GoldenService now) {
    Map<String, List<String>> components = new LinkedHashMap<>();
    for (Component component : Components.ALL) {
      step(before, now, component.conditionType())
          .filter(condition -> !condition.reason().equals(Reason.NOT_REQUESTED))
          .ifPresent(
              condition ->
                  components
                      .computeIfAbsent(
                          condition.holds() ? "" : waiting(condition), step -> new ArrayList<>())
                      .add(condition.holds() ? component.name() : component.conditionType()));
    }
    Stream<String> ready =
        Stream.ofNullable(components.remove("")).map(names -> "ready: " + String.join(", ", names));
    Stream<String> waiting =
        components.entrySet().stream()
            .map(step -> "%-18s %s".formatted(String.join(", ", step.getValue()), step.getKey()));
    Stream<String> all =
        step(before, now, ConditionType.READY)
            .filter(StatusCondition::holds)
            .map(condition -> "Ready: " + condition.message())
            .stream();
    return Stream.of(ready, waiting, all).flatMap(steps -> steps).toList();
  }

  private static Optional<StatusCondition> step(
      Optional<GoldenService> before, GoldenService now, String type) {
    Optional<StatusCondition> earlier = before.flatMap(service -> condition(service, type));
    return condition(now, type)
        .filter(
            condition ->
                earlier.isEmpty()
                    || !earlier.get().status().equals(condition.status())
                    || !condition.holds() && !earlier.get().reason().equals(condition.reason()));
  }

  private static String waiting(StatusCondition condition) {
    String message = condition.message();
    return "%s%s (%s)"
        .formatted(message.startsWith(WAITING) ? "" : "waiting: ", message, condition.reason());
  }

  private static Optional<StatusCondition> condition(GoldenService service, String type) {
    return StatusAssembler.find(Optional.ofNullable(service.getStatus()), type);
  }
}
