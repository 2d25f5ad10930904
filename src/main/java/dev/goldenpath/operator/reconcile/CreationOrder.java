package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which components come before others when a service is made. */
final class CreationOrder {
  private static final Set<State> DONE =
      Set.of(State.READY, State.EJECTED, State.EJECTED_AND_MISSING);

  private CreationOrder() {}

  /** The components in groups; each follows only those of earlier groups. */
  static List<List<Component>> waves(List<Component> components) {
    List<List<Component>> waves = new ArrayList<>();
    List<Component> left = new ArrayList<>(components);
    while (!left.isEmpty()) {
      Set<String> open = left.stream().map(Component::name).collect(Collectors.toSet());
      List<Component> wave =
          left.stream()
              .filter(component -> component.follows().stream().noneMatch(open::contains))
              .toList();
      if (wave.isEmpty()) {
        throw new IllegalStateException("components follow each other: " + open);
      }
      waves.add(wave);
      left.removeAll(wave);
    }
    return waves;
  }

  /**
   * The components that must be ready before the first object of this one is made.
   *
   * @param before what was found of the components in earlier groups
   */
  static List<String> awaited(ComponentContext context, Map<Component, ComponentOutcome> before) {
    Set<String> follows = context.component().follows();
    return before.values().stream()
        .map(ComponentOutcome::fact)
        .filter(fact -> follows.contains(fact.component().name()))
        .filter(fact -> !DONE.contains(fact.state()))
        .map(fact -> fact.component().title())
        .sorted()
        .toList();
  }
}
