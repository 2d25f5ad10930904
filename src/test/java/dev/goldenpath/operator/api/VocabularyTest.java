package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.RolloutEvent;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever reads a condition, an Event, an annotation or a label finds its word in the reference.
 */
class VocabularyTest {
  private static final Path REFERENCE = Path.of("docs", "reference");
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** A key in the operator's domain, as a literal of the code. */
  private static final Pattern KEY =
      Pattern.compile("\"((?:[a-z]+[.])?goldenpath[.]dev/[-a-z.]+)\"");

  /** Literals of that form that are neither annotations nor labels. */
  private static final Set<String> OTHERS = Set.of(GoldenService.FINALIZER);

  @Test
  void the_page_of_conditions_has_every_type_and_every_reason_and_no_other() throws IOException {
    Set<String> words = new TreeSet<>(Set.of("<Component>Ready"));
    words.addAll(List.of("<Component>Progressing", "<Component>Blocked"));
    words.addAll(constants(ConditionType.class));
    words.addAll(constants(Reason.class));
    Arrays.stream(FailureReason.values()).map(FailureReason::text).forEach(words::add);
    assertThat(rows("conditions.md")).isEqualTo(words);
  }

  @Test
  void the_page_of_events_has_every_reason_and_no_other() throws IOException {
    Set<String> words = new TreeSet<>(Set.of("<Component>Progressing", "<Component>Blocked"));
    words.addAll(constants(EventReason.class));
    Arrays.stream(RolloutEvent.Kind.values()).map(RolloutEvent.Kind::text).forEach(words::add);
    assertThat(rows("events.md")).isEqualTo(words);
  }

  @ParameterizedTest
  @EnumSource(RolloutEvent.Kind.class)
  void the_page_of_events_says_which_step_is_a_warning(RolloutEvent.Kind step) throws IOException {
    String type = step.isWarning() ? "Warning" : "Normal";
    assertThat(Files.readAllLines(REFERENCE.resolve("events.md")))
        .anyMatch(line -> line.startsWith("| `%s` | %s |".formatted(step.text(), type)));
  }

  @Test
  void each_annotation_and_each_label_of_the_api_has_a_row() throws IOException {
    assertThat(keys("annotations.md")).isEqualTo(new TreeSet<>(constants(Annotations.class)));
    assertThat(keys("labels.md"))
        .containsAll(constants(Labels.class))
        .contains(GoldenPathRevision.PATH_LABEL, GoldenPathRevision.HASH_LABEL);
  }

  @Test
  void each_key_in_the_sources_has_a_row_and_each_row_a_key() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        KEY.matcher(Files.readString(file)).results().forEach(key -> found.add(key.group(1)));
      }
    }
    Arrays.asList(Annotations.OVERRIDE, Annotations.PATCH, Annotations.EJECT).forEach(found::add);
    found.removeAll(OTHERS);
    Set<String> rows = keys("annotations.md");
    rows.addAll(keys("labels.md"));
    rows.removeIf(key -> !Annotations.isOurs(key));
    assertThat(rows).isEqualTo(found);
  }

  private static Set<String> constants(Class<?> words) {
    Set<String> all =
        Arrays.stream(words.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(
                field -> {
                  try {
                    return (String) field.get(null);
                  } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                  }
                })
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(all).hasSizeGreaterThan(4);
    return all;
  }

  /** The first cell of each row, if it is a word in code. */
  private static Set<String> rows(String page) throws IOException {
    return Files.readAllLines(REFERENCE.resolve(page)).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("`")[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same without what replaces the rest of a key. */
  private static Set<String> keys(String page) throws IOException {
    return rows(page).stream()
        .map(key -> key.replaceFirst("<.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
