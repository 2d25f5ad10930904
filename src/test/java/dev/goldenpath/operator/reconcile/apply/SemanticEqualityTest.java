package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SemanticEqualityTest {
  private static final SemanticEquality QUANTITY = new SemanticEquality(Set.of("spec.hard"));
  private static final SemanticEquality PLAIN = new SemanticEquality(Set.of());

  @ParameterizedTest
  @CsvSource({
    "1, 1000m",
    "1000m, 1",
    "0.5, 500m",
    "1Gi, 1024Mi",
    "1k, 1000",
    "2Ti, 2048Gi",
    "1Pi, 1024Ti",
    "1000n, 1u",
    "a, a",
    "'', ''"
  })
  void texts_that_are_the_same_or_the_same_quantity_are_equal(String live, String wanted) {
    assertThat(QUANTITY.contains("spec.hard.cpu", live, wanted)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1001m",
    "1Gi, 1G",
    "1M, 1m",
    "1, one",
    "-1, -1000m",
    "1e3, 1000",
    "v1, v1.0",
    "'', 0"
  })
  void other_texts_differ(String live, String wanted) {
    assertThat(QUANTITY.contains("spec.hard.cpu", live, wanted)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1.1, 1.10", "1, 1000m", "1k, 1000", "8192Mi, 8Gi"})
  void elsewhere_texts_are_compared_by_the_letter(String live, String wanted) {
    assertThat(PLAIN.contains("spec.hard", live, wanted)).isFalse();
    for (String path : List.of("spec", "spec.hardware", "data.spec.hard", "spec.selector")) {
      assertThat(QUANTITY.contains(path, live, wanted)).as(path).isFalse();
    }
  }

  @Test
  void what_is_below_a_quantity_is_one_in_maps_and_in_lists() {
    SemanticEquality limits = new SemanticEquality(Set.of("spec.limits.default"));
    assertThat(
            limits.contains(
                "spec",
                Map.of("limits", List.of(Map.of("default", Map.of("cpu", "1")))),
                Map.of("limits", List.of(Map.of("default", Map.of("cpu", "1000m"))))))
        .isTrue();
    assertThat(
            limits.contains(
                "spec",
                Map.of("limits", List.of(Map.of("type", "1"))),
                Map.of("limits", List.of(Map.of("type", "1000m")))))
        .isFalse();
  }

  @Test
  void a_quantity_may_be_a_number() {
    assertThat(QUANTITY.contains("spec.hard.pods", 20, "20")).isTrue();
    assertThat(QUANTITY.contains("spec.hard.pods", "20", 20L)).isTrue();
    assertThat(QUANTITY.contains("spec.hard.pods", 20, "21")).isFalse();
    assertThat(QUANTITY.contains("spec.hard.pods", null, "20")).isFalse();
  }

  @Test
  void a_number_that_is_none_equals_itself_alone() {
    for (Number odd : List.of(Double.POSITIVE_INFINITY, Double.NaN, Float.NEGATIVE_INFINITY)) {
      assertThat(PLAIN.contains("spec", odd, odd)).isTrue();
      assertThat(PLAIN.contains("spec", odd, 1)).isFalse();
      assertThat(PLAIN.contains("spec", 1, odd)).isFalse();
    }
  }

  /** Written out, such a number would have more digits than there is memory. */
  @Test
  void a_number_with_a_large_exponent_costs_nothing() {
    BigDecimal large = new BigDecimal("1e999999999");
    assertThat(PLAIN.contains("spec", large, new BigDecimal("10e999999998"))).isTrue();
    for (Number other : List.of(1, 1L, 1e308, new BigDecimal("1e-999999999"))) {
      assertThat(PLAIN.contains("spec", large, other)).isFalse();
      assertThat(PLAIN.contains("spec", other, large)).isFalse();
    }
    assertThat(QUANTITY.contains("spec.hard", "1e999999999", "10e999999998")).isFalse();
    assertThat(QUANTITY.contains("spec.hard", large, "1")).isFalse();
  }

  @Test
  void numbers_are_equal_in_every_type() {
    for (Number wanted : List.of(3, 3L, 3.0, new BigDecimal("3.00"))) {
      assertThat(PLAIN.contains("spec", 3, wanted)).isTrue();
      assertThat(PLAIN.contains("spec", 4L, wanted)).isFalse();
    }
  }

  @Test
  void large_numbers_keep_every_digit() {
    assertThat(PLAIN.contains("spec", 9007199254740993L, 9007199254740992L)).isFalse();
  }

  @Test
  void a_number_is_no_text_and_a_text_no_flag() {
    assertThat(PLAIN.contains("spec", "1", 1)).isFalse();
    assertThat(PLAIN.contains("spec", 1, "1")).isFalse();
    assertThat(PLAIN.contains("spec", "true", true)).isFalse();
  }

  @Test
  void a_map_may_have_more_than_is_wanted_but_not_less() {
    assertThat(PLAIN.contains("spec", Map.of("a", 1, "b", 2), Map.of("a", 1))).isTrue();
    assertThat(PLAIN.contains("spec", Map.of("a", 1), Map.of("a", 1, "b", 2))).isFalse();
    assertThat(
            PLAIN.contains(
                "spec", Map.of("a", Map.of("b", "1", "c", 0)), Map.of("a", Map.of("b", "1"))))
        .isTrue();
  }

  @Test
  void a_list_has_the_same_items_in_the_same_order() {
    assertThat(PLAIN.contains("spec", List.of(Map.of("a", 1, "b", 2)), List.of(Map.of("a", 1))))
        .isTrue();
    assertThat(PLAIN.contains("spec", List.of(1, 2), List.of(2, 1))).isFalse();
    assertThat(PLAIN.contains("spec", List.of(1, 2), List.of(1))).isFalse();
    assertThat(PLAIN.contains("spec", List.of(1), List.of(1, 2))).isFalse();
  }

  @Test
  void what_is_missing_or_of_another_shape_contains_nothing() {
    for (Object live : Arrays.asList(null, "x", 1)) {
      assertThat(PLAIN.contains("spec", live, Map.of())).isFalse();
      assertThat(PLAIN.contains("spec", live, List.of())).isFalse();
    }
    assertThat(PLAIN.contains("spec", null, "x")).isFalse();
    assertThat(PLAIN.contains("spec", Map.of(), List.of())).isFalse();
  }

  @Test
  void a_key_names_the_item_with_these_fields_and_a_value_the_item_itself() {
    Map<String, Object> item = Map.of("port", 80, "protocol", "TCP", "name", "web");
    assertThat(PLAIN.names("k:{\"port\":80,\"protocol\":\"TCP\"}", item)).isTrue();
    assertThat(PLAIN.names("k:{\"port\":81,\"protocol\":\"TCP\"}", item)).isFalse();
    assertThat(PLAIN.names("v:\"a\"", "a")).isTrue();
    assertThat(PLAIN.names("v:\"a\"", "b")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"f:a", ".", "'v:{'", "'k:{'"})
  void other_keys_name_no_item(String key) {
    assertThat(PLAIN.names(key, "a")).isFalse();
  }
}
