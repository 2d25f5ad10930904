package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every two JSON values; pointers are looked up by another implementation. */
class ChangedFieldsPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void equal_values_have_no_changed_fields(@ForAll("values") Object value) {
    Object copy = JSON.convertValue(JSON.valueToTree(value), Object.class);
    assertThat(ChangedFields.between(value, copy)).isEmpty();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void each_pointer_is_of_a_field_that_differs(
      @ForAll("values") Object before, @ForAll("values") Object after) {
    assertThat(ChangedFields.between(before, after))
        .doesNotHaveDuplicates()
        .allSatisfy(pointer -> assertThat(at(before, pointer)).isNotEqualTo(at(after, pointer)));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void what_no_pointer_leads_to_is_the_same(
      @ForAll("values") Object before, @ForAll("values") Object after) {
    List<String> changed = ChangedFields.between(before, after);
    Stream.concat(leaves(before, true).stream(), leaves(after, true).stream())
        .filter(leaf -> changed.stream().noneMatch(pointer -> isOnOnePath(leaf, pointer)))
        .forEach(leaf -> assertThat(at(before, leaf)).as(leaf).isEqualTo(at(after, leaf)));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void the_fields_are_the_same_in_either_direction(
      @ForAll("values") Object before, @ForAll("values") Object after) {
    assertThat(ChangedFields.between(before, after))
        .isEqualTo(ChangedFields.between(after, before));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void a_patch_changes_only_what_it_names_and_only_once(
      @ForAll("objects") Map<String, Object> patch, @ForAll("objects") Map<String, Object> object) {
    Map<String, Object> patched = MergePatch.merge(patch, object);
    List<String> named = leaves(patch, false);
    assertThat(ChangedFields.between(object, patched))
        .allSatisfy(
            pointer -> {
              assertThat(at(object, pointer)).isNotEqualTo(at(patched, pointer));
              assertThat(named).anyMatch(leaf -> isOnOnePath(leaf, pointer));
            });
    assertThat(ChangedFields.between(patched, MergePatch.merge(patch, patched))).isEmpty();
  }

  @Provide
  Arbitrary<Object> values() {
    return values(3);
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return maps(values(2));
  }

  private static Arbitrary<Object> values(int levels) {
    Arbitrary<Object> leaves = Arbitraries.<Object>of(1, 2, "x", true).injectNull(0.1);
    if (levels == 0) {
      return leaves;
    }
    Arbitrary<Object> below = values(levels - 1);
    return Arbitraries.oneOf(
        leaves, maps(below).map(map -> map), below.list().ofMaxSize(3).map(list -> list));
  }

  private static Arbitrary<Map<String, Object>> maps(Arbitrary<Object> values) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "a/b", "~", "~1", "0", ""), values)
        .ofMaxSize(4);
  }

  /** Pointers to all that holds nothing else; of a patch, a list is one thing. */
  private static List<String> leaves(Object value, boolean intoLists) {
    List<String> leaves = new ArrayList<>();
    leaves("", JSON.valueToTree(value), intoLists, leaves);
    return leaves;
  }

  private static void leaves(String at, JsonNode node, boolean intoLists, List<String> found) {
    if (node.isEmpty() || node.isArray() && !intoLists) {
      found.add(at);
      return;
    }
    node.properties()
        .forEach(
            field ->
                leaves(at + "/" + escaped(field.getKey()), field.getValue(), intoLists, found));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      leaves(at + "/" + i, node.get(i), intoLists, found);
    }
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static boolean isOnOnePath(String pointer, String other) {
    return (pointer + "/").startsWith(other + "/") || other.startsWith(pointer + "/");
  }

  /** The value there; what is absent equals nothing that is there, not even null. */
  private static JsonNode at(Object value, String pointer) {
    return JSON.<JsonNode>valueToTree(value).at(pointer);
  }
}
