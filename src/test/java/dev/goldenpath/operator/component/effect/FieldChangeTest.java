package dev.goldenpath.operator.component.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldChangeTest {
  @Test
  void the_items_of_a_list_share_a_path() {
    assertThat(change("spec.ingress[0].from[12].ipBlock.cidr", 1, 2).path())
        .isEqualTo("spec.ingress.from.ipBlock.cidr");
  }

  @Test
  void a_whole_object_is_created_or_removed() {
    FieldChange created = FieldChange.created("Role", "a", Map.of());
    FieldChange removed = FieldChange.removed("Role", "a", Map.of());
    FieldChange field = change("spec", null, 1);

    assertThat(List.of(created.isCreation(), created.isRemoval())).containsExactly(true, false);
    assertThat(List.of(removed.isCreation(), removed.isRemoval())).containsExactly(false, true);
    assertThat(List.of(field.isCreation(), field.isRemoval())).containsExactly(false, false);
  }

  @Test
  void a_list_loses_and_gains_items_in_any_order() {
    FieldChange reordered = change("a", List.of(1, 2), List.of(2, 1));
    FieldChange longer = change("a", List.of(1), List.of(2, 1));
    FieldChange gone = change("a", List.of(1), null);
    FieldChange replaced = change("a", "x", "y");

    assertThat(List.of(reordered.loses(), reordered.gains())).containsExactly(false, false);
    assertThat(List.of(longer.loses(), longer.gains())).containsExactly(false, true);
    assertThat(List.of(gone.loses(), gone.gains())).containsExactly(true, false);
    assertThat(List.of(replaced.loses(), replaced.gains())).containsExactly(true, true);
  }

  private static FieldChange change(String field, Object from, Object to) {
    return new FieldChange("Role", "a", field, from, to);
  }
}
