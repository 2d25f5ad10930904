package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the page on escape hatches are what the built-in document says. */
class EscapeHatchPageTest {
  private static final Path PAGE = Path.of("docs", "escape-hatches.md");

  private final GoldenPath path = Documents.readBuiltIn();

  @Test
  void its_tables_are_up_to_date() throws IOException {
    String page = Files.readString(PAGE);
    page = GoldenFile.between(page, "parameters", parameters());
    page = GoldenFile.between(page, "patchable", patchable());
    GoldenFile.check(PAGE, page);
  }

  @Test
  void no_hatch_takes_more_steps_or_values_than_its_workaround() throws IOException {
    List<String[]> rows =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.startsWith("| goal |"))
            .takeWhile(line -> line.startsWith("|"))
            .skip(2)
            .map(line -> line.split(" *[|] *"))
            .toList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(6);
    for (String[] row : rows) {
      assertThat(Integer.parseInt(row[2]))
          .as("steps of %s", row[1])
          .isLessThanOrEqualTo(Integer.parseInt(row[5]));
      assertThat(Integer.parseInt(row[3]))
          .as("typed values of %s", row[1])
          .isLessThanOrEqualTo(Integer.parseInt(row[6]));
    }
  }

  private String parameters() {
    StringBuilder table =
        new StringBuilder(
            """
            | parameter | meaning | %s | valid |
            |---|---|---|---|
            """
                .formatted(String.join(" / ", Tier.names())));
    Components.ALL.forEach(
        component ->
            path.spec().components().get(component.name()).parameters().entrySet().stream()
                .map(entry -> row(component.name() + "." + entry.getKey(), entry.getValue()))
                .forEach(table::append));
    return table.toString();
  }

  private String patchable() {
    StringBuilder table =
        new StringBuilder(
            """
            | component | fields |
            |---|---|
            """);
    Components.ALL.forEach(
        component ->
            table.append(
                "| `%s` | %s |\n"
                    .formatted(
                        component.name(),
                        path.spec().components().get(component.name()).patchable().stream()
                            .map(pointer -> "`" + pointer + "`")
                            .reduce((one, other) -> one + ", " + other)
                            .orElse("nothing"))));
    return table.toString();
  }

  private static String row(String name, Parameter parameter) {
    List<String> values =
        Arrays.stream(Tier.values())
            .map(parameter::defaultFor)
            .map(value -> value.isEmpty() ? "none" : "`" + value + "`")
            .toList();
    boolean differ = values.stream().distinct().count() > 1;
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            name,
            parameter.description(),
            differ ? String.join(" / ", values) : values.get(0),
            valid(parameter));
  }

  private static String valid(Parameter parameter) {
    return switch (parameter.type()) {
      case CHOICE ->
          parameter.choices().stream()
              .map(each -> "`" + each + "`" + (parameter.isUnsafe(each) ? " (unsafe)" : ""))
              .collect(Collectors.joining(", "));
      case TEXT -> "text that matches `" + parameter.pattern() + "`";
      case NAMES -> "at most " + parameter.maximum() + " names, separated by commas";
      case REGEX, LABELS, SELECTOR -> parameter.type().example();
      default -> "`%s` to `%s`".formatted(parameter.minimum(), parameter.maximum());
    };
  }
}
