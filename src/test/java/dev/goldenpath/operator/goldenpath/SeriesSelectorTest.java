package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.SeriesSelector.LabelMatcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesSelectorTest {

  @ParameterizedTest
  @ValueSource(strings = {"up", "_x", ":x", "job:requests:rate5m", "http_requests_total{}"})
  void a_metric_alone_is_one(String text) {
    assertThat(SeriesSelector.parse(text))
        .contains(new SeriesSelector(text.replace("{}", ""), List.of()));
  }

  @Test
  void matchers_are_read_in_order_with_every_operator() {
    assertThat(
            SeriesSelector.parse(
                "x{code=~\"5..|429\",a=\"\",b!=\"a,b=c{}\",route!~\"/(a|b)[.]*\",a=\"2\"}"))
        .contains(
            new SeriesSelector(
                "x",
                List.of(
                    new LabelMatcher("code", "=~", "5..|429"),
                    new LabelMatcher("a", "=", ""),
                    new LabelMatcher("b", "!=", "a,b=c{}"),
                    new LabelMatcher("route", "!~", "/(a|b)[.]*"),
                    new LabelMatcher("a", "=", "2"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x{namespace=\"cart\"}",
        "x{namespace!=\"cart\"}",
        "x{a=\"1\",namespace=~\".*\"}",
        "x{job=\"cart\"}",
        "x{job!~\"cart\"}",
        "x{__name__=\"up\"}",
        "x{__name__=~\".+\",a=\"1\"}"
      })
  void what_would_reach_outside_the_service_is_refused(String text) {
    assertThat(SeriesSelector.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "*", "a)|(b", "[", "(?=a)", "a{2000}", "(?<!a)b"})
  void a_regular_expression_that_prometheus_would_not_take_is_refused(String regex) {
    assertThat(SeriesSelector.parse("x{a=~\"" + regex + "\"}")).isEmpty();
    assertThat(SeriesSelector.parse("x{a!~\"" + regex + "\"}")).isEmpty();
    assertThat(SeriesSelector.parse("x{b=\"1\",a=\"" + regex + "\"}"))
        .get()
        .extracting(selector -> selector.matchers().get(1).value())
        .isEqualTo(regex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b",
        "a\\b",
        "\\",
        "a\\\"",
        "a\nb",
        "\n",
        "a\rb",
        "\t",
        "\0",
        "\u007f",
        "\"} or up{a=\""
      })
  void a_value_holds_no_quote_backslash_or_control_character(String value) {
    for (String operator : List.of("=", "!=", "=~", "!~")) {
      assertThat(SeriesSelector.parse("x{a" + operator + "\"" + value + "\"}")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "{a=\"1\"}",
        "1x",
        "x-y",
        "x{",
        "x}",
        "x{a}",
        "x{a=1}",
        "x{a='1'}",
        "x{a=`1`}",
        "x{a=\"1\",}",
        "x{,a=\"1\"}",
        "x{a=\"1\" ,b=\"2\"}",
        "x{a=\"1\";b=\"2\"}",
        "x{a==\"1\"}",
        "x{1a=\"1\"}",
        "x{a:b=\"1\"}",
        "x{\"a\"=\"1\"}",
        "x{a=\"1\"}[5m]",
        "x{a=\"1\"} offset 1d",
        "x{a=\"1\"} or up{b=\"2\"}",
        "x or up",
        "sum(x)",
        "x{a=\"1\"}\n",
        "x\n",
        " x"
      })
  void what_is_more_or_less_than_a_selector_is_refused(String text) {
    assertThat(SeriesSelector.parse(text)).isEmpty();
  }

  @Test
  void it_has_at_most_512_characters() {
    assertThat(SeriesSelector.parse("x".repeat(512))).isPresent();
    assertThat(SeriesSelector.parse("x".repeat(513))).isEmpty();
    String matchers = "x{" + "a=\"1\",".repeat(84) + "a=\"1\"}";
    assertThat(SeriesSelector.parse(matchers + "}".repeat(513 - matchers.length()))).isEmpty();
    assertThat(SeriesSelector.parse("x{a=\"" + "1".repeat(505) + "\"}")).isPresent();
    assertThat(SeriesSelector.parse("x{a=\"" + "1".repeat(506) + "\"}")).isEmpty();
  }
}
