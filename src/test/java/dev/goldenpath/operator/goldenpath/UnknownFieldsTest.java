package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document says that this release does not know. */
class UnknownFieldsTest {
  private static final String IGNORED = ": is unknown to this release and ignored; ";
  private static final String ELSE = "remove it unless another release needs it";

  @Test
  void the_built_in_document_is_known_as_a_whole() throws InvalidGoldenPathException {
    IgnoredFields ignored = Documents.document(Documents.builtIn()).ignored();
    assertThat(ignored.count()).isZero();
    assertThat(ignored.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          developerRole:      | developersRole:    | spec.platform.developersRole          | did you mean developerRole?
          access:             | acess:             | spec.components.acess                 | did you mean access?
          allowFrom:          | allowfrom:         | spec.components.network.parameters.allowfrom | did you mean allowFrom?
          silver: "50"        | sliver: "50"       | spec.components.quota.parameters.pods.tiers.sliver | did you mean silver?
          maximum: "1000"     | maxinum: "1000"    | spec.components.quota.parameters.pods.maxinum | did you mean maximum?
          postgres.storage: spec | postgres.disk: spec | spec.platform.crossplaneClaim.fields.postgres.disk | ELSE
          plural:             | plurals:           | spec.platform.crossplaneClaim.plurals | did you mean plural?
          access:             | access: { parameters: { role: x } }¶    nonesuch: | spec.components.nonesuch | ELSE
          name: default       | name: default¶  labels: { a: b } | metadata.labels        | ELSE
          components:         | color: red¶  components:  | spec.color                    | ELSE
          apiVersion:         | color:¶apiVersion: | color                                | ELSE
          enabled: true       | enabled: true¶      enable: false | spec.components.namespace.enable | did you mean enabled?
          """)
  void a_name_is_told_with_the_one_that_was_probably_meant(
      String original, String planted, String field, String advice)
      throws InvalidGoldenPathException {
    String document =
        Documents.builtIn()
            .replaceFirst(
                Pattern.quote(original), Matcher.quoteReplacement(planted.replace("¶", "\n")));

    assertThat(Documents.document(document).ignored().messages())
        .contains(field + IGNORED + advice.replace("ELSE", ELSE));
  }

  /** Ignored is only a name: what it is about is what is known. */
  @Test
  void a_wrong_value_of_what_is_known_is_an_error() {
    String document = Documents.builtIn().replace("color", "").replace("type: regex", "type: re2");
    assertThatThrownBy(() -> Documents.read(document + "color: red\n"))
        .hasMessageContaining("\"re2\" is not one of quantity, integer");
  }

  @Test
  void of_very_many_the_first_twenty_are_explained_and_the_others_counted()
      throws InvalidGoldenPathException {
    String many =
        IntStream.range(0, 10_000)
            .mapToObj("    component%05d: { enabled: true }\n"::formatted)
            .collect(Collectors.joining("", "  components:\n", ""));
    IgnoredFields ignored =
        Documents.document(Documents.builtIn().replace("  components:\n", many)).ignored();

    assertThat(ignored.count()).isEqualTo(10_000);
    assertThat(ignored.messages())
        .hasSize(21)
        .startsWith("spec.components.component00000" + IGNORED + ELSE)
        .endsWith("9,980 more are unknown; only the first 20 are explained");
  }

  @Test
  void a_name_is_shown_short_and_without_what_breaks_a_line() throws InvalidGoldenPathException {
    String key = "? \"\\n\\e[31m" + "x".repeat(100_000) + "\"\n: red\n";
    IgnoredFields ignored = Documents.document(Documents.builtIn() + key).ignored();

    assertThat(ignored.messages())
        .singleElement()
        .asString()
        .startsWith("\\u000a\\u001b[31mxxx")
        .hasSizeLessThan(160);
  }
}
