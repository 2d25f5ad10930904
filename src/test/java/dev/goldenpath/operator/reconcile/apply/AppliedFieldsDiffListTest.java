package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.reconcile.LiveObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists: atomic ones the server owns as a whole, associative ones item by item. */
class AppliedFieldsDiffListTest {
  private static final String RULES = "[{alert: A, for: 1m}, {alert: B, for: 2m}]";
  private static final String PORTS =
      "[{port: 80, protocol: TCP}, {port: 443, protocol: TCP, name: web}]";
  private static final String OWNED_PORTS =
      """
      {'k:{"port":80,"protocol":"TCP"}': {.: {}, f:port: {}, f:protocol: {}},
       'k:{"port":443,"protocol":"TCP"}': {.: {}, f:port: {}, f:protocol: {}, f:name: {}}}
      """;
  private static final String ITEM = "{'k:{\"port\":1}': {.: {}, f:port: {}, f:to: {}}}";
  private static final String OWNED_NAMES = "{.: {}, 'v:\"a\"': {}, 'v:\"b\"': {}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        RULES,
        "[{alert: A, for: 1m, severity: none}, {alert: B, for: 2m}]",
        "[{alert: A, for: 1m}, {alert: B, for: 2m, labels: {}}]"
      })
  void an_atomic_list_may_have_defaults_in_its_items(String live) {
    assertThat(differences(RULES, live, "{}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{alert: A, for: 1m, severity: none}, {alert: B, for: 2m}]",
        "[{alert: A, for: 1m}, {alert: B, for: 2m, labels: {}}]"
      })
  void what_may_be_a_default_or_a_remnant_is_told_apart_from_what_is_desired(String live) {
    assertThat(surplus(RULES, live, "{}")).containsExactly("spec.list");
    assertThat(surplus(RULES, RULES, "{}")).isEmpty();
    assertThat(surplus("[{port: 1, to: [{a: b}]}]", "[{port: 1, to: [{a: b, c: d}]}]", ITEM))
        .containsExactly("spec.list.to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{alert: A, for: 1m}]",
        "[{alert: A, for: 1m}, {alert: B, for: 2m}, {alert: C}]",
        "[{alert: B, for: 2m}, {alert: A, for: 1m}]",
        "[{alert: A, for: 1m}, {alert: B}]",
        "[{alert: A, for: 1m}, {alert: B, for: 3m}]",
        "{}",
        "null"
      })
  void an_atomic_list_of_other_length_order_or_values_differs(String live) {
    assertThat(differences(RULES, live, "{}")).containsExactly("spec.list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PORTS,
        "[{port: 443, protocol: TCP, name: web}, {port: 80, protocol: TCP}]",
        "[{port: 80, protocol: TCP, nodePort: 3}, {port: 443, protocol: TCP, name: web}, {port: 1}]"
      })
  void items_with_keys_may_stand_anywhere_beside_those_of_others(String live) {
    assertThat(differences(PORTS, live, OWNED_PORTS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{port: 80, protocol: TCP}]",
        "[{port: 80, protocol: TCP}, {port: 443, protocol: TCP, name: www}]",
        "[{port: 80, protocol: TCP}, {port: 444, protocol: TCP, name: web}]",
        "null"
      })
  void an_item_with_keys_that_is_gone_or_changed_differs(String live) {
    assertThat(differences(PORTS, live, OWNED_PORTS)).containsExactly("spec.list");
  }

  @Test
  void an_item_with_keys_that_we_no_longer_want_differs() {
    assertThat(differences("[{port: 80, protocol: TCP}]", PORTS, OWNED_PORTS))
        .containsExactly("spec.list");
  }

  @Test
  void a_field_within_an_item_that_we_no_longer_want_or_another_took_differs() {
    String without = PORTS.replace(", name: web", "");
    assertThat(differences(without, PORTS, OWNED_PORTS)).containsExactly("spec.list");
    assertThat(differences(PORTS, PORTS, OWNED_PORTS.replace(", f:name: {}", "")))
        .containsExactly("spec.list");
  }

  @Test
  void an_item_with_keys_that_another_owns_differs() {
    assertThat(differences(PORTS, PORTS, OWNED_PORTS.replace("443", "8443")))
        .containsExactly("spec.list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a, b]", "[b, a]", "[a, theirs, b]"})
  void items_of_a_set_may_stand_anywhere_beside_those_of_others(String live) {
    assertThat(differences("[a, b]", live, OWNED_NAMES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a]", "[a, c]", "[]"})
  void an_item_of_a_set_that_is_gone_differs(String live) {
    assertThat(differences("[a, b]", live, OWNED_NAMES)).containsExactly("spec.list");
  }

  @Test
  void an_item_of_a_set_that_we_no_longer_want_or_another_owns_differs() {
    assertThat(differences("[a]", "[a, b]", OWNED_NAMES)).containsExactly("spec.list");
    assertThat(differences("[a, b]", "[a, b]", OWNED_NAMES.replace("\"b\"", "\"c\"")))
        .containsExactly("spec.list");
  }

  @Test
  void an_item_or_a_field_of_one_that_another_took_or_removed_is_told_from_a_changed_one() {
    String other = OWNED_PORTS.replace("443", "8443");
    assertThat(compare(PORTS, PORTS, other).unowned()).containsExactly("spec.list");
    assertThat(compare(PORTS, PORTS, OWNED_PORTS.replace(", f:name: {}", "")).unowned())
        .containsExactly("spec.list");
    assertThat(compare("[a, b]", "[a]", "{.: {}, 'v:\"a\"': {}}").unowned())
        .containsExactly("spec.list");
    assertThat(compare(PORTS, PORTS.replace("web", "www"), OWNED_PORTS).unowned()).isEmpty();
    assertThat(compare("[{port: 80, protocol: TCP}]", PORTS, OWNED_PORTS).unowned()).isEmpty();
  }

  @Test
  void a_key_that_is_no_json_names_no_item() {
    assertThat(differences("[a]", "[a]", "{'v:{': {}}")).containsExactly("spec.list");
  }

  @Test
  void an_atomic_map_may_have_defaults_but_must_hold_ours() {
    assertThat(differences("{app: shop}", "{app: shop, more: x}", "{}")).isEmpty();
    assertThat(differences("{app: shop}", "{app: mall}", "{}")).containsExactly("spec.list");
  }

  private static List<String> differences(String desired, String live, String owned) {
    return List.copyOf(compare(desired, live, owned).differences().keySet());
  }

  private static Set<String> surplus(String desired, String live, String owned) {
    return compare(desired, live, owned).surplus().keySet();
  }

  private static AppliedFieldsDiff compare(String desired, String live, String owned) {
    return AppliedFieldsDiff.compare(
        LiveObject.tree(object(desired)),
        LiveObject.of(object(live))
            .ours("{f:metadata: {f:labels: {f:l: {}}}, f:spec: {f:list: " + owned + "}}")
            .build(),
        new SemanticEquality(Set.of()));
  }

  private static String object(String list) {
    return "apiVersion: v1\nkind: Thing\nmetadata: {name: a, labels: {l: x}}\nspec:\n  list: "
        + list
        + "\n";
  }
}
