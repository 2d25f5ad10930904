package dev.goldenpath.cli.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LostEditsTest {
  private static final Map<String, Object> QUOTA =
      object(Map.of("hard", Map.of("pods", "100", "requests.cpu", "16")));

  private static Map<String, Object> object(Object spec) {
    return Map.of("apiVersion", "v1", "kind", "ResourceQuota", "spec", spec);
  }

  private static List<String> edits(Object road, Object live) {
    return LostEdits.in(object(road), object(live), Set.of("spec.hard"));
  }

  @Test
  void what_others_added_stays() {
    Map<String, Object> live = new HashMap<>(QUOTA);
    live.put("spec", Map.of("hard", Map.of("pods", "100", "requests.cpu", "16", "secrets", "9")));
    live.put("status", Map.of("used", "1"));

    assertThat(LostEdits.in(QUOTA, live, Set.of())).isEmpty();
  }

  @Test
  void quantities_are_compared_by_amount_and_other_text_literally() {
    assertThat(
            edits(
                Map.of("hard", Map.of("requests.cpu", "16")),
                Map.of("hard", Map.of("requests.cpu", "16000m"))))
        .isEmpty();
    assertThat(edits(Map.of("version", "1.1"), Map.of("version", "1.10")))
        .containsExactly(".spec.version: 1.10 → 1.1");
  }

  @Test
  void a_key_with_dots_is_quoted() {
    assertThat(
            edits(
                Map.of("hard", Map.of("requests.cpu", "16")),
                Map.of("hard", Map.of("requests.cpu", "20"))))
        .containsExactly(".spec.hard[\"requests.cpu\"]: 20 → 16");
  }

  @Test
  void a_field_that_was_removed_and_a_list_that_grew_are_edits() {
    assertThat(
            edits(
                Map.of("a", 1, "list", List.of(Map.of("x", 1))),
                Map.of("list", List.of(Map.of("x", 1), Map.of("x", 2)))))
        .containsExactlyInAnyOrder(
            ".spec.a: removed → 1", ".spec.list: [{\"x\":1},{\"x\":2}] → [{\"x\":1}]");
  }

  @Test
  void an_item_of_a_list_is_named_by_its_place() {
    assertThat(
            edits(
                Map.of("list", List.of(Map.of("x", 1), Map.of("x", 2))),
                Map.of("list", List.of(Map.of("x", 1), Map.of("x", 3, "y", 1)))))
        .containsExactly(".spec.list[1].x: 3 → 2");
  }

  @Test
  void of_a_dashboard_the_panels_are_counted() {
    String road =
        "{\"title\":\"a long enough title for a text\",\"panels\":[{\"id\":1},{\"id\":2}]}";

    assertThat(edits(Map.of("x", road), Map.of("x", road.replace("\"id\":2", "\"id\":3"))))
        .containsExactly(".spec.x: 1 of 2 panels differ from the path's");
    assertThat(edits(Map.of("x", road), Map.of("x", road.replace("[{", "[ { ")))).isEmpty();
    assertThat(edits(Map.of("x", road), Map.of("x", "broken {")))
        .containsExactly(".spec.x: 2 of 2 panels differ from the path's");
    assertThat(edits(Map.of("x", road), Map.of("x", road.replace("title\":\"a", "title\":\"A"))))
        .containsExactly(".spec.x: differs from the path's");
  }

  @Test
  void no_character_of_a_value_reaches_the_terminal_as_a_command() {
    assertThat(edits(Map.of("x", "y"), Map.of("x", "\u001b[2J" + "z".repeat(65_536))))
        .singleElement()
        .asString()
        .startsWith(".spec.x: \\u001b[2Jzz")
        .hasSizeLessThan(80);
  }
}
