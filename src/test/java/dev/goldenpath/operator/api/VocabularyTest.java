package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads a condition or an Event finds its words in one page. */
class VocabularyTest {
  private static final Path PAGE = Path.of("docs", "lifecycle.md");

  @ParameterizedTest
  @ValueSource(classes = {ConditionType.class, Reason.class, EventReason.class})
  void every_word_has_a_row(Class<?> words) throws Exception {
    List<String> rows =
        Files.readString(PAGE).lines().filter(line -> line.startsWith("| `")).toList();
    List<Field> constants =
        Arrays.stream(words.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .toList();
    assertThat(constants).isNotEmpty();
    for (Field constant : constants) {
      String cell = "`" + constant.get(null) + "`";
      assertThat(rows)
          .as("a table of %s has a row for %s.%s", PAGE, words.getSimpleName(), constant.getName())
          .anyMatch(row -> row.split("[|]")[1].contains(cell));
    }
  }
}
