package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadmeTranscriptTest {
  private static final String RUN =
      """
        1.24 s  shop           ready: namespace, access
        1.24 s  shop           workload: waiting for database (WaitingForOthers)
        1.83 s  shop           ready: workload
        1.83 s  shop           Ready: 3 of 3 components ready
      | shop          | storefront | silver | yes   | 1.83 s        | 18      |
      """;

  @ParameterizedTest
  @CsvSource({"1.83, 2.20", "'ready: namespace, access', 'ready: access, namespace'"})
  void another_time_or_order_is_the_same(String before, String after) {
    assertThatCode(() -> ReadmeTranscript.of(RUN).isPrintedBy(of(before, after)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "3 of 3, 4 of 4",
    "'namespace, access', namespace",
    "waiting for database, waiting for postgres",
    "silver, gold",
    "18, 19"
  })
  void other_words_are_not(String before, String after) {
    assertThatThrownBy(() -> ReadmeTranscript.of(RUN).isPrintedBy(of(before, after)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void the_readme_names_every_component_it_shows_and_reasons_that_exist() throws IOException {
    ReadmeTranscript readme =
        ReadmeTranscript.of(Files.readString(ReadmeTranscript.README).split("## Documentation")[0]);
    List<String> components = Components.ALL.stream().map(Component::name).toList();
    assertThat(readme.ready()).isNotEmpty().isSubsetOf(components);
    List<String> reasons = List.of(Reason.class.getFields()).stream().map(this::value).toList();
    assertThat(readme.waiting())
        .isNotEmpty()
        .allMatch(step -> reasons.contains(step.replaceAll(".*\\((\\w+)\\)", "$1")));
  }

  private String value(Field reason) {
    try {
      return (String) reason.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ReadmeTranscript of(String before, String after) {
    return ReadmeTranscript.of(RUN.replace(before, after));
  }
}
