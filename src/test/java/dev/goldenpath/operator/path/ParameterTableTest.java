package dev.goldenpath.operator.path;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.support.GoldenFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of all parameters is what the built-in document says. */
class ParameterTableTest {
  @Test
  void the_page_of_parameters_is_up_to_date() {
    GoldenPath path = Documents.readBuiltIn();
    StringBuilder page =
        new StringBuilder(
            """
            # Parameters

            Every value that a service can [override](escape-hatches.md), as the built-in path document
            has it. Written by `make golden`.

            | parameter | meaning | bronze / silver / gold | valid |
            |---|---|---|---|
            """);
    Components.ALL.forEach(
        component ->
            path.spec().components().get(component.name()).parameters().entrySet().stream()
                .map(entry -> row(component.name() + "." + entry.getKey(), entry.getValue()))
                .forEach(page::append));
    GoldenFile.check(Path.of("docs", "parameters.md"), page.toString());
  }

  private static String row(String name, Parameter parameter) {
    String values =
        Arrays.stream(Tier.values())
            .map(parameter::defaultFor)
            .map(value -> value.isEmpty() ? "none" : "`" + value + "`")
            .distinct()
            .collect(Collectors.joining(" / "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(name, parameter.description(), values, valid(parameter));
  }

  private static String valid(Parameter parameter) {
    return switch (parameter.type()) {
      case CHOICE ->
          parameter.choices().stream().map(c -> "`" + c + "`").collect(Collectors.joining(", "));
      case TEXT -> "text that matches `" + parameter.pattern() + "`";
      case NAMES -> "at most " + parameter.maximum() + " names, separated by commas";
      default -> "`%s` to `%s`".formatted(parameter.minimum(), parameter.maximum());
    };
  }
}
