package dev.goldenpath.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columns_are_as_wide_as_their_widest_cell() {
    assertThat(new TextTable(10, "A", "LONG", "C").row("1", "", "x").row("ü→", "2", "").lines())
        .containsExactly("A   LONG  C", "1   -     x", "ü→  2     -");
  }

  @Test
  void long_cells_are_cut_and_control_characters_escaped() {
    assertThat(new TextTable(8, "A").row("123456789").row("a\n\u001bb").lines())
        .containsExactly("A", "12345678…", "a\\u000a…");
  }

  @Test
  void a_row_has_a_cell_for_each_column() {
    assertThatThrownBy(() -> new TextTable(8, "A", "B").row("1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
