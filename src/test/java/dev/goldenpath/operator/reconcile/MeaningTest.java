package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1000m",
    "1000m, 1",
    "0.5, 500m",
    "1Gi, 1024Mi",
    "1k, 1000",
    "2Ti, 2048Gi",
    "a, a",
    "'', ''"
  })
  void texts_that_are_the_same_or_the_same_quantity_are_equal(String live, String wanted) {
    assertThat(Meaning.contains(live, wanted)).isTrue();
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
    assertThat(Meaning.contains(live, wanted)).isFalse();
  }

  @Test
  void numbers_are_equal_in_every_type() {
    for (Number wanted : List.of(3, 3L, 3.0, new BigDecimal("3.00"))) {
      assertThat(Meaning.contains(3, wanted)).isTrue();
      assertThat(Meaning.contains(4L, wanted)).isFalse();
    }
  }

  @Test
  void large_numbers_keep_every_digit() {
    assertThat(Meaning.contains(9007199254740993L, 9007199254740992L)).isFalse();
  }

  @Test
  void a_number_is_no_text_and_a_text_no_flag() {
    assertThat(Meaning.contains("1", 1)).isFalse();
    assertThat(Meaning.contains(1, "1")).isFalse();
    assertThat(Meaning.contains("true", true)).isFalse();
  }

  @Test
  void a_map_may_have_more_than_is_wanted_but_not_less() {
    assertThat(Meaning.contains(Map.of("a", 1, "b", 2), Map.of("a", 1))).isTrue();
    assertThat(Meaning.contains(Map.of("a", 1), Map.of("a", 1, "b", 2))).isFalse();
    assertThat(
            Meaning.contains(Map.of("a", Map.of("b", "1", "c", 0)), Map.of("a", Map.of("b", "1"))))
        .isTrue();
  }

  @Test
  void a_list_has_the_same_items_in_the_same_order() {
    assertThat(Meaning.contains(List.of(Map.of("a", 1, "b", 2)), List.of(Map.of("a", 1)))).isTrue();
    assertThat(Meaning.contains(List.of(1, 2), List.of(2, 1))).isFalse();
    assertThat(Meaning.contains(List.of(1, 2), List.of(1))).isFalse();
    assertThat(Meaning.contains(List.of(1), List.of(1, 2))).isFalse();
  }

  @Test
  void what_is_missing_or_of_another_shape_contains_nothing() {
    for (Object live : Arrays.asList(null, "x", 1)) {
      assertThat(Meaning.contains(live, Map.of())).isFalse();
      assertThat(Meaning.contains(live, List.of())).isFalse();
    }
    assertThat(Meaning.contains(null, "x")).isFalse();
    assertThat(Meaning.contains(Map.of(), List.of())).isFalse();
  }

  @Test
  void a_key_names_the_item_with_these_fields_and_a_value_the_item_itself() {
    Map<String, Object> item = Map.of("port", 80, "protocol", "TCP", "name", "web");
    assertThat(Meaning.names("k:{\"port\":80,\"protocol\":\"TCP\"}", item)).isTrue();
    assertThat(Meaning.names("k:{\"port\":81,\"protocol\":\"TCP\"}", item)).isFalse();
    assertThat(Meaning.names("v:\"a\"", "a")).isTrue();
    assertThat(Meaning.names("v:\"a\"", "b")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"f:a", ".", "'v:{'", "'k:{'"})
  void other_keys_name_no_item(String key) {
    assertThat(Meaning.names(key, "a")).isFalse();
  }
}
