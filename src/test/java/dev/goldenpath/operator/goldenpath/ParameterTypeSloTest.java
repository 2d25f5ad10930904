package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the types that end up in rules and alerts accept. */
class ParameterTypeSloTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5..", "5..|429", "/api/v[0-9]+/.*", "(?i)error", "\\d{3}", "\"", "a b", "é"})
  void a_regular_expression_of_re2_is_one(String text) {
    assertThat(ParameterType.REGEX.accepts(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a)\\1",
        "(?<n>a)\\k<n>",
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(?>a)",
        "a++",
        "a)|(b",
        "(",
        "[",
        "*"
      })
  void what_only_other_engines_know_is_refused(String text) {
    assertThat(ParameterType.REGEX.accepts(text)).isFalse();
  }

  @Test
  void a_regular_expression_has_at_most_200_characters() {
    assertThat(ParameterType.REGEX.accepts("5".repeat(200))).isTrue();
    assertThat(ParameterType.REGEX.accepts("5".repeat(201))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\t", "\0", "\u007f", "\u0085", "\u009f"})
  void a_control_character_is_refused_by_all(String control) {
    assertThat(ParameterType.REGEX.accepts("5.." + control)).isFalse();
    assertThat(ParameterType.LABELS.accepts("a=b" + control)).isFalse();
    assertThat(ParameterType.LABELS.accepts("a=b,c" + control + "=d")).isFalse();
    assertThat(ParameterType.SELECTOR.accepts("x" + control)).isFalse();
    assertThat(ParameterType.SELECTOR.accepts("x{a=~\"" + control + "\"}")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=b",
        "channel=payments,area=web",
        "A_1=a-b_c.d/e f",
        "Severity=1",
        "severities=x"
      })
  void labels_are_names_and_values(String text) {
    assertThat(ParameterType.LABELS.accepts(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=b,",
        ",a=b",
        "a=b,,c=d",
        "a",
        "a=",
        "=b",
        "a=b;c=d",
        "a=b=c",
        "1a=b",
        "_a=b",
        "__a__=b",
        "a-b=c",
        "a b=c",
        "a=\"b\"",
        "a={{ $value }}",
        "a=$b",
        "a=b\\",
        "a=é",
        ",",
        " "
      })
  void what_is_no_list_of_labels_is_refused(String text) {
    assertThat(ParameterType.LABELS.accepts(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alertname",
        "goldenservice",
        "job",
        "namespace",
        "severity",
        "slo",
        "team",
        "tier",
        "window"
      })
  void the_labels_that_the_rules_set_themselves_are_refused(String name) {
    assertThat(ParameterType.LABELS.accepts(name + "=a")).isFalse();
    assertThat(ParameterType.LABELS.accepts("a=b," + name + "=a")).isFalse();
    assertThat(ParameterType.LABELS.example()).contains(name);
  }

  @Test
  void a_label_has_names_and_values_of_at_most_63_characters() {
    assertThat(ParameterType.LABELS.accepts("a".repeat(63) + "=" + "b".repeat(63))).isTrue();
    assertThat(ParameterType.LABELS.accepts("a".repeat(64) + "=b")).isFalse();
    assertThat(ParameterType.LABELS.accepts("a=" + "b".repeat(64))).isFalse();
  }

  @Test
  void very_many_labels_are_refused_or_accepted() {
    String many = "a=b,".repeat(65_536);
    assertThat(ParameterType.LABELS.accepts(many)).isFalse();
    assertThat(ParameterType.LABELS.accepts(many + "a=b")).isTrue();
  }

  @Test
  void a_selector_may_be_none() {
    assertThat(ParameterType.SELECTOR.accepts("")).isTrue();
    assertThat(ParameterType.SELECTOR.accepts("x{a=\"1\"}")).isTrue();
    assertThat(ParameterType.SELECTOR.accepts("x{a=\"1\"} or up")).isFalse();
  }
}
