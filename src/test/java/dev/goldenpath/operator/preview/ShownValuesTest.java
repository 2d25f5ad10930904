package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Bounds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownValuesTest {
  @Test
  void a_short_value_is_shown_as_it_is() {
    assertThat(shown("32Gi", "40Gi")).isEqualTo(new ShownValues("32Gi", "40Gi"));
    assertThat(shown(null, 3)).isEqualTo(new ShownValues(null, "3"));
    assertThat(shown(Map.of("a", 1), null)).isEqualTo(new ShownValues("{\"a\":1}", null));
  }

  @Test
  void of_lists_the_items_that_differ_are_shown() {
    assertThat(shown(List.of("a", "b"), List.of("b", "c", "d")))
        .isEqualTo(new ShownValues("[\"a\"]", "[\"c\",\"d\"]"));
    assertThat(shown(List.of("a", "b"), List.of("b", "a")))
        .as("only the order differs")
        .isEqualTo(new ShownValues("[\"a\",\"b\"]", "[\"b\",\"a\"]"));
  }

  @Test
  void of_long_texts_the_first_difference_is_shown() {
    String start = "x".repeat(5_000);
    ShownValues shown = shown(start + "old" + "y".repeat(900), start + "new" + "z".repeat(900));

    assertThat(shown.from()).startsWith("…xxx").contains("xold").hasSizeLessThan(300);
    assertThat(shown.to()).startsWith("…xxx").contains("xnew").hasSizeLessThan(300);
    assertThat(shown(start, start + "more").to()).endsWith("xmore");
  }

  /** Otherwise, a kind of change would have no change. */
  @Test
  void texts_that_differ_are_shown_differently_whatever_they_have_in_common() {
    String control = "\u0000".repeat(1_000);
    ShownValues shown = shown(control + "a", control + "b");
    assertThat(shown.from()).isNotEqualTo(shown.to());
    assertThat(shown.from().length()).isLessThanOrEqualTo(Bounds.PREVIEW_VALUE + 2);
    assertThat(shown.from()).doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void a_surrogate_pair_at_the_cut_does_no_harm() {
    String pairs = "😀".repeat(1_000);
    ShownValues shown = shown(pairs + "a", pairs + "b");
    assertThat(shown.from()).endsWith("a");
    assertThat(shown.to()).endsWith("b");
  }

  private static ShownValues shown(Object from, Object to) {
    return ShownValues.of(from, to, text -> text);
  }
}
