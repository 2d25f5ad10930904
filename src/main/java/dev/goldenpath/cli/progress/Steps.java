package dev.goldenpath.cli.progress;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
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
public final class Steps {
  private Steps() {}

  /**
   * The steps between two states of a service; none if only numbers in messages changed.
   *
   * @param before empty if nothing was shown of it yet
   */
  public static List<String> between(Optional<GoldenService> before, GoldenService now) {
    Map<String, List<String>> components = new LinkedHashMap<>();
    for (Component component : Components.ALL) {
      step(before, now, component.conditionType())
          .filter(condition -> !condition.reason().equals(Reason.NOT_REQUESTED))
          .ifPresent(
              condition ->
                  components
                      .computeIfAbsent(
                          condition.holds() ? "" : waiting(condition), step -> new ArrayList<>())
                      .add(component.name()));
    }
    Stream<String> ready =
        Stream.ofNullable(components.remove("")).map(names -> "ready: " + String.join(", ", names));
    Stream<String> waiting =
        components.entrySet().stream()
            .map(step -> String.join(", ", step.getValue()) + ": " + step.getKey());
    return Stream.of(
            ready,
            waiting,
            hatches(before, now).stream(),
            whole(before, now, ConditionType.STALLED).stream(),
            whole(before, now, ConditionType.READY).stream())
        .flatMap(steps -> steps)
        .toList();
  }

  private static Optional<String> whole(
      Optional<GoldenService> before, GoldenService now, String type) {
    return step(before, now, type)
        .filter(StatusCondition::holds)
        .map(condition -> type + ": " + ServiceState.plain(condition.message()));
  }

  /** Each change of the message matters: it lists all hatches that have no effect. */
  private static Optional<String> hatches(Optional<GoldenService> before, GoldenService now) {
    return rejected(now)
        .filter(problems -> !before.flatMap(Steps::rejected).equals(Optional.of(problems)));
  }

  private static Optional<String> rejected(GoldenService service) {
    return new ServiceState(service)
        .rejected()
        .map(problems -> "! " + ServiceState.plain(problems));
  }

  private static Optional<StatusCondition> step(
      Optional<GoldenService> before, GoldenService now, String type) {
    Optional<StatusCondition> earlier = before.flatMap(service -> condition(service, type));
    return condition(now, type)
        .filter(
            condition ->
                earlier.isEmpty()
                    || !earlier.get().status().equals(condition.status())
                    || (!condition.holds() && !earlier.get().reason().equals(condition.reason())));
  }

  private static String waiting(StatusCondition condition) {
    return "%s (%s)"
        .formatted(ServiceState.plain(condition.message()), ServiceState.plain(condition.reason()));
  }

  private static Optional<StatusCondition> condition(GoldenService service, String type) {
    return new ServiceState(service).condition(type);
  }
}
