package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CreationOrderTest {
  @Test
  void each_component_comes_after_those_that_it_follows() {
    Set<String> before = new HashSet<>();
    for (List<Component> wave : CreationOrder.waves(Components.ALL)) {
      wave.forEach(component -> assertThat(before).containsAll(component.follows()));
      wave.forEach(component -> before.add(component.name()));
    }
    assertThat(before).hasSize(Components.ALL.size());
  }

  @Test
  void what_follows_one_that_is_not_built_now_is_not_held_up() {
    List<Component> some =
        Components.ALL.stream().filter(each -> !each.name().equals("postgres")).toList();
    assertThat(CreationOrder.waves(some)).hasSize(3);
    assertThat(CreationOrder.waves(List.of())).isEmpty();
  }
}
