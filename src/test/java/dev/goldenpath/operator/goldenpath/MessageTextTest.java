package dev.goldenpath.operator.goldenpath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``      | 3 | ``
          abc     | 3 | abc
          abcd    | 3 | abc…
          äöü     | 3 | äöü
          😀😀    | 4 | 😀😀
          😀😀    | 3 | 😀…
          x😀     | 2 | x…
          """)
  void a_value_is_cut_between_characters(String value, int longest, String shown) {
    assertThat(MessageText.plain(value, longest)).isEqualTo(shown);
  }

  @Test
  void what_is_escaped_counts_as_it_is_shown_and_is_not_cut_within() {
    assertThat(MessageText.plain("\u0001\u0002", 12)).isEqualTo("\\u0001\\u0002");
    assertThat(MessageText.plain("\u0001\u0002", 11)).isEqualTo("\\u0001…");
    assertThat(MessageText.plain("\u0001", 5)).isEqualTo("…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\n",
        "\u007f",
        "\u0085",
        "\u00ad",
        "\u200b",
        "\u202e",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\udb40\udc01",
        "\ud83d",
        "\ude00"
      })
  void what_could_break_a_line_a_terminal_or_a_writer_is_escaped(String character) {
    String shown = MessageText.quoted(character);
    assertThat(shown).isEqualTo("\"\\u%04x\"".formatted(character.codePointAt(0)));
    assertThat(new String(shown.getBytes(UTF_8), UTF_8)).isEqualTo(shown);
  }

  @Test
  void in_quotes_it_takes_at_most_a_line() {
    assertThat(MessageText.quoted("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
    assertThat(MessageText.quoted("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "…\"");
  }

  @Test
  void a_message_is_cut_between_characters() {
    assertThat(MessageText.cut("abcd", 4)).isEqualTo("abcd");
    assertThat(MessageText.cut("abcde", 4)).isEqualTo("abc…");
    assertThat(MessageText.cut("ab😀cd", 4)).isEqualTo("ab…");
  }

  @Test
  void one_thing_is_not_many() {
    assertThat(MessageText.count(1, "service")).isEqualTo("1 service");
    assertThat(MessageText.count(0, "service")).isEqualTo("0 services");
    assertThat(MessageText.count(20, "service")).isEqualTo("20 services");
  }
}
