package dev.goldenpath.operator.component.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is quoted stays a string. */
class PromQlPropertyTest {

  @Property(tries = 1000)
  void quoted_text_ends_where_it_should(@ForAll("anyText") String text) {
    String quoted = PromQl.quoted(text);

    assertThat(quoted).startsWith("\"").endsWith("\"").doesNotContain("\n", "\r");
    assertThat(endOf(quoted)).isEqualTo(quoted.length());
  }

  @Property(tries = 1000)
  void unquoted_it_is_the_same_text(@ForAll("anyText") String text) {
    assertThat(unquoted(PromQl.quoted(text))).isEqualTo(text);
  }

  @Property(tries = 1000)
  void two_texts_stay_two_matchers(@ForAll("anyText") String one, @ForAll("anyText") String other) {
    String selector =
        PromQl.selector("x", List.of("a=" + PromQl.quoted(one), "b=" + PromQl.quoted(other)));

    String first = selector.substring("x{a=".length());
    int end = endOf(first);
    assertThat(unquoted(first.substring(0, end))).isEqualTo(one);
    String second = first.substring(end);
    assertThat(second).startsWith(",b=").endsWith("}");
    assertThat(unquoted(second.substring(3, second.length() - 1))).isEqualTo(other);
  }

  /** Half of it made of what a string could be left with. */
  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(50),
        Arbitraries.strings().withChars("\\\"\n\rnrx{}, ").ofMaxLength(12));
  }

  /** Behind the quote that ends the string which the text begins with. */
  private static int endOf(String text) {
    int at = 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static String unquoted(String quoted) {
    StringBuilder text = new StringBuilder();
    for (int at = 1; at < quoted.length() - 1; at++) {
      char each = quoted.charAt(at);
      if (each == '\\') {
        at++;
        each =
            switch (quoted.charAt(at)) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case '\\', '"' -> quoted.charAt(at);
              default -> throw new AssertionError("no escaping of ours: " + quoted);
            };
      }
      text.append(each);
    }
    return text.toString();
  }
}
