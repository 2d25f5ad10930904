package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.RolloutEvent;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads a condition or an Event finds its words in one page. */
class VocabularyTest {
  private static final Path PAGE = Path.of("docs", "lifecycle.md");

  @ParameterizedTest
  @ValueSource(classes = {ConditionType.class, Reason.class, EventReason.class})
  void every_word_has_a_row(Class<?> words) throws Exception {
    List<Field> constants =
        Arrays.stream(words.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .toList();
    assertThat(constants).isNotEmpty();
    for (Field constant : constants) {
      assertHasRow((String) constant.get(null));
    }
  }

  @ParameterizedTest
  @EnumSource(RolloutEvent.Kind.class)
  void every_step_of_a_rollout_has_a_row(RolloutEvent.Kind step) throws IOException {
    assertHasRow(step.text());
  }

  @ParameterizedTest
  @EnumSource(FailureReason.class)
  void every_failure_has_a_row(FailureReason failure) throws IOException {
    assertHasRow(failure.text());
  }

  private static void assertHasRow(String word) throws IOException {
    assertThat(Files.readString(PAGE).lines().filter(line -> line.startsWith("| `")))
        .as("a table of %s has a row for %s", PAGE, word)
        .anyMatch(row -> row.split("[|]")[1].contains("`" + word + "`"));
  }
}
