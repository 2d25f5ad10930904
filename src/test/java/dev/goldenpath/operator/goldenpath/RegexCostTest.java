package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexCostTest {
  /** What a program has beside the expression: where it fails, matches and, maybe, an end. */
  private static final int FRAME = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(((a{1000}){1000}){1000})",
        "((a{100}){100}){100}",
        "(((a{99}){99}){99})",
        "((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9})",
        "(?:(?:(?:a{50,}){50,}){50,})",
        "(?P<n>(?i:[a-z]{2,90}){2,90})",
        "((a|b{90}){90}|c){90}",
        "((a{50}){0,50}?){0}",
        "((\\pL{60}){60})",
        "(([[:alpha:]]{60}){60})",
        "(([]}]{60}){60})",
        "(([^]}]{60}){60})",
        "(([+-[:x](a{60}){60}:]{2}))",
        "(\\Q[\\E(a{60}){60})",
        "([\\]](a{60}){60}[a])",
        "((\\Q\\E{\\Qa\\E{60}){60})",
        "(){60}{60}",
        "a{60}(?i){60}",
        "a{9}(?s-i){9}(?U)(?m){60}",
        "a{9}(?){9}(?-){60}",
        "a{101}",
        "a{1,101}",
        "a{101,}",
        "a{1000000000000}",
        "x{0}{999}"
      })
  void what_repeats_too_much_is_refused_before_it_is_compiled(String regex) {
    assertThat(ParameterType.REGEX.accepts(regex)).isFalse();
    assertThat(ParameterType.SELECTOR.accepts("x{a=~\"" + regex + "\"}")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a{1000}              | repeats too much: a count of 1000; use at most 100
          ((a{99}){99})        | repeats too much: written out it has more than 1000 steps; use smaller counts, and none inside another
          """)
  void a_message_says_what_repeats_too_much(String regex, String problem) {
    assertThat(ParameterType.REGEX.problemWith(regex)).contains(problem);
    assertThat(ParameterType.SELECTOR.problemWith("x{a=~\"" + regex + "\"}")).contains(problem);
    assertThat(ParameterType.SELECTOR.problemWith("x{a!~\"" + regex + "\"}")).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5..|429",
        "/api/v[0-9]{1,3}/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(/.*)?",
        "([0-9]{1,3}[.]){3}[0-9]{1,3}",
        "(/[-a-z0-9]{1,20}){1,8}",
        "a{100}",
        "\\x{10FFFF}",
        "\\x{1000}\\x{2000}",
        "\\p{Greek}{3}",
        "\\Q{1000}{1000}\\E",
        "[{1000}]{9}",
        "a{,1000}",
        "a{ 1000}",
        "a{1000"
      })
  void what_people_write_is_not_too_much(String regex) {
    assertThat(RegexCost.problemWith(regex)).isEmpty();
  }

  @Test
  void the_longest_text_without_a_count_is_cheap_enough() {
    for (String part : new String[] {"a", "|", "a|", "()", "(", "[a]", "a?", "\\d", "(?:a)"}) {
      String longest = part.repeat(RegularExpression.LONGEST / part.length());
      assertThat(RegexCost.problemWith(longest)).as(part).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "[", "\\", "\\Q", "{", "{9", "{9,", "[[:", "\\p{", "\\x{", "[a-", "a{100}"})
  void any_length_of_it_has_a_cost(String part) {
    assertThat(RegexCost.of(part.repeat(262_144 / part.length()))).isNotNegative();
  }

  /** What random expressions once found. */
  @Test
  void an_empty_group_has_a_cost() {
    String regex = "((){3,5}){3}";
    assertThat((long) Pattern.compile(regex).programSize())
        .isLessThanOrEqualTo(RegexCost.of(regex) + FRAME);
  }

  /** And what hid a repeat once. */
  @ParameterizedTest
  @ValueSource(strings = {"a{0,6}(?i){2}", "([a-z]{0,6}(?i){2}){3}", "(?i)(?s)a", "a(?i)*b"})
  void flags_are_no_expression(String regex) {
    assertThat((long) Pattern.compile(regex).programSize())
        .isLessThanOrEqualTo(RegexCost.of(regex) + FRAME);
  }

  /** Whoever could hide a repeat from it would get past it. */
  @Property(tries = 5_000)
  void no_program_is_larger_than_its_cost(@ForAll("expressions") String regex) {
    Assume.that(regex.length() <= RegularExpression.LONGEST);
    long cost = RegexCost.of(regex);
    Assume.that(cost <= 20_000);
    try {
      assertThat((long) Pattern.compile(regex).programSize())
          .as(regex)
          .isLessThanOrEqualTo(cost + FRAME);
    } catch (PatternSyntaxException refused) {
      assertThat(ParameterType.REGEX.accepts(regex)).isFalse();
    }
  }

  @Property(tries = 2_000)
  void repeats_inside_repeats_are_refused_or_small(
      @ForAll("atoms") String atom,
      @ForAll @IntRange(min = 1, max = 5) int depth,
      @ForAll("counts") String count,
      @ForAll("groups") String group) {
    String regex = atom;
    for (int i = 0; i < depth; i++) {
      regex = group + regex + count + ")";
    }
    if (ParameterType.REGEX.accepts(regex)) {
      assertThat(Pattern.compile(regex).programSize())
          .isLessThanOrEqualTo(RegexCost.LARGEST + FRAME);
    }
  }

  @Property(tries = 2_000)
  void any_text_has_a_cost(@ForAll String text) {
    assertThat(RegexCost.of(text)).isNotNegative();
  }

  @Provide
  Arbitrary<String> atoms() {
    return Arbitraries.of(
        "a",
        ".",
        "\\d",
        "[a-z]",
        "[^]a]",
        "\\pL",
        "\\p{Greek}",
        "\\x{41}",
        "\\x41",
        "^",
        "ab|c",
        "\\Qa\\E",
        "[[:alpha:]]",
        "é",
        "\ud83d\ude80",
        "(?i)k",
        "\\101",
        "a*",
        "");
  }

  @Provide
  Arbitrary<String> groups() {
    return Arbitraries.of("(", "(?:", "(?P<n>", "(?i:", "(?s-i:", "(?<n>");
  }

  @Provide
  Arbitrary<String> counts() {
    return Arbitraries.of(
        "{1}", "{2}", "{9}", "{10,}", "{0,30}", "{30,60}", "{60}?", "{100}", "{1000}", "*", "+?");
  }

  /** Of the pieces that begin, end or hide something, so that each meets each. */
  @Provide
  Arbitrary<String> expressions() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            atoms(),
            groups(),
            Arbitraries.of(
                "{2}", "{3,5}", "{4,}", "{0,6}", "{0}", "{007}", "{", "}", "*", "+", "?"),
            Arbitraries.of(
                "(",
                ")",
                ")",
                ")",
                "[",
                "]",
                "[^",
                "[]",
                "[:",
                ":]",
                "[:alpha:]",
                "[+-[",
                "-",
                "+",
                "^",
                "$",
                "|",
                "\\",
                "\\Q",
                "\\E",
                "\\p{",
                "\\pN",
                "\\P{^Lu}",
                "\\x{",
                "\\]",
                "\\[",
                "\\d-",
                "\\w",
                "\\b",
                "\\C",
                "\\z",
                ",",
                "a",
                "(?i)",
                "\ud83d"));
    return Arbitraries.oneOf(
        pieces.list().ofMinSize(1).ofMaxSize(12).map(each -> String.join("", each)),
        pieces.list().ofMaxSize(6).map(each -> "(" + String.join("", each) + "){3}"),
        pieces.list().ofMaxSize(6).map(each -> "[" + String.join("", each) + "](a{3}){4}]"));
  }
}
