package dev.goldenpath.operator.hatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.goldenpath.operator.api.HatchReasonCode;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HatchReasonTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void every_code_can_be_given_with_words_and_without(HatchReasonCode reason)
      throws InvalidHatchException {
    assertThat(HatchReason.parse(reason.text() + ": our words"))
        .isEqualTo(new HatchReason(reason, "our words", Optional.empty()));
    assertThat(HatchReason.parse(reason.text() + ":"))
        .isEqualTo(new HatchReason(reason, "", Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''
          we like it better
          incident
          incident:INC-4711
          INC-4711: the database was slow
          https://example.org/decisions/12
          https://example.org/decisions: the twelfth
          see https://example.org/: the twelfth
          two words: a colon
          """)
  void text_without_a_code_is_all_text(String value) throws InvalidHatchException {
    assertThat(HatchReason.parse(value))
        .isEqualTo(new HatchReason(HatchReasonCode.NONE, value, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"outage: INC-4711", "Incident: x", "none: x", "missing_feature: x", "x:"})
  void an_unknown_code_is_refused_with_those_that_are_known(String value) {
    assertThatExceptionOfType(InvalidHatchException.class)
        .isThrownBy(() -> HatchReason.parse(value))
        .withMessage(
            "begins with an unknown reason code; write <code>: <text> with one of performance, compliance,"
                + " missing-feature, migration, incident, cost, other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incident: a b",
        "  incident:   a   b  ",
        "incident:\n  a\n  b\n",
        "incident:\r\n\ta\t \tb",
        "\u000bincident: a\f b"
      })
  void white_space_is_one_space(String value) throws InvalidHatchException {
    assertThat(HatchReason.parse(value).words()).isEqualTo("incident: a b");
  }

  @ParameterizedTest
  @CsvSource({
    "0000, \\u0000",
    "001b, \\u001b",
    "007f, \\u007f",
    "0085, \\u0085",
    "200b, \\u200b",
    "202e, \\u202e",
    "2028, \\u2028",
    "2029, \\u2029"
  })
  void what_could_break_a_line_or_a_terminal_is_escaped_and_hides_no_code(
      String character, String shown) throws InvalidHatchException {
    String raw = Character.toString(Integer.parseInt(character, 16));
    assertThat(HatchReason.parse("a" + raw + "b").words()).isEqualTo("a" + shown + "b");
    assertThat(HatchReason.parse("cost: a" + raw + "b").words()).isEqualTo("cost: a" + shown + "b");
    assertThatExceptionOfType(InvalidHatchException.class)
        .isThrownBy(() -> HatchReason.parse("outage: a" + raw + "b"));
  }

  @Test
  void text_is_read_up_to_1024_characters_and_shown_up_to_256() throws InvalidHatchException {
    assertThat(HatchReason.parse("x".repeat(256)).text()).isEqualTo("x".repeat(256));
    assertThat(HatchReason.parse("cost: " + "x".repeat(1018)).text())
        .isEqualTo("x".repeat(256) + "…");
    assertThatExceptionOfType(InvalidHatchException.class)
        .isThrownBy(() -> HatchReason.parse("x".repeat(1025)))
        .withMessage("has 1025 characters; a reason has at most 1024");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\u202e", "x\u0001", "😀", "x😀", "\udb40\udc01"})
  void however_it_is_escaped_it_fits_into_a_status_and_can_be_written(String part)
      throws InvalidHatchException {
    for (int before = 0; before < 8; before++) {
      String text =
          HatchReason.parse("x".repeat(before) + part.repeat(1000 / part.length())).text();
      assertThat(text).hasSizeLessThanOrEqualTo(1024).doesNotContainPattern("\\p{Cntrl}|\\p{Cf}");
      assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }
  }

  @Test
  void the_words_are_as_they_were_written_and_the_day_is_not_among_them()
      throws InvalidHatchException {
    LocalDate day = LocalDate.parse("2026-12-31");
    assertThat(HatchReason.NONE.words()).isEmpty();
    assertThat(HatchReason.parse("other:").words()).isEqualTo("other");
    assertThat(HatchReason.parse("for now").words()).isEqualTo("for now");
    HatchReason reason = HatchReason.parse("cost: too dear").until(Optional.of(day));
    assertThat(reason.words()).isEqualTo("cost: too dear");
    assertThat(reason.until()).contains(day);
  }
}
