package dev.goldenpath.operator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.goldenpath.operator.runtime.OperatorConfig;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of the variables has each one that the code reads, with the default that it has and the
 * values that it accepts. What a variable means is written on the page.
 */
class EnvironmentPageTest {
  private static final Path PAGE = Path.of("docs", "reference", "environment.md");
  private static final Path PLUGIN = Path.of("src", "main", "java", "dev", "goldenpath", "cli");
  private static final Pattern VARIABLE = Pattern.compile("\"(KUBECTL|[A-Z]+(?:_[A-Z]+)+)\"");

  /**
   * Values that no variable with bounds accepts: not of its form, and of its form but too small.
   */
  private static final List<String> INVALID = List.of("?", "1ms");

  @Test
  void the_table_of_the_operator_is_up_to_date() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> meanings = ReferenceTable.lastCells(page);
    ReferenceTable table = ReferenceTable.of("variable", "default", "valid values", "meaning");
    variables()
        .forEach(
            (name, fallback) -> {
              assertThat(meanings).as("a row says what %s means", name).containsKey(name);
              table.row(
                  ReferenceTable.code(name),
                  fallback.map(ReferenceTable::code).orElse(""),
                  ReferenceTable.text(valid(name)),
                  meanings.get(name));
            });
    GoldenFile.check(PAGE, GoldenFile.between(page, "operator", table.toString()));
  }

  @Test
  void every_variable_of_the_plugin_has_a_row_and_no_other() throws IOException {
    TreeSet<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.walk(PLUGIN)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        VARIABLE
            .matcher(Files.readString(file))
            .results()
            .forEach(variable -> read.add(variable.group(1)));
      }
    }
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.equals("## Plugin"))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("`")[1])
            .toList();
    assertThat(rows).isNotEmpty().containsExactlyInAnyOrderElementsOf(read);
  }

  /** Each variable that is read, with its default, in the order of the code. */
  private static Map<String, Optional<String>> variables() {
    Recorder recorder = new Recorder();
    OperatorConfig.fromEnv(recorder);
    // Read only if another one is set.
    recorder.defaults.remove("HOSTNAME");
    return recorder.defaults;
  }

  /** What the messages about invalid values say. */
  private static String valid(String name) {
    List<String> messages = new ArrayList<>();
    for (String value : INVALID) {
      IllegalArgumentException problem =
          catchThrowableOfType(
              IllegalArgumentException.class, () -> OperatorConfig.fromEnv(Map.of(name, value)));
      if (problem != null && problem.getMessage().contains(" must be ")) {
        messages.add(problem.getMessage().replaceFirst(".* must be ", ""));
      }
    }
    return messages.stream().distinct().collect(Collectors.joining(", "));
  }

  /** An empty environment that knows what it was asked for. */
  private static final class Recorder extends HashMap<String, String> {
    private static final long serialVersionUID = 1;
    private final transient Map<String, Optional<String>> defaults = new LinkedHashMap<>();

    @Override
    public String get(Object name) {
      defaults.putIfAbsent((String) name, Optional.empty());
      return super.get(name);
    }

    @Override
    public String getOrDefault(Object name, String fallback) {
      defaults.put((String) name, Optional.of(fallback).filter(text -> !text.isEmpty()));
      return super.getOrDefault(name, fallback);
    }
  }
}
