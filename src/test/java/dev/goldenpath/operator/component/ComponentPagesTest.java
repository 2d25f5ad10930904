package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.GoldenFile;
import dev.goldenpath.operator.support.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages say about all components is what the components say. */
class ComponentPagesTest {
  private static final Path WHAT = Path.of("docs", "what-a-service-gets.md");
  private static final Path LIFECYCLE = Path.of("docs", "lifecycle.md");

  @Test
  void every_component_has_a_row_in_the_table() throws IOException {
    assertThat(
            Files.readAllLines(WHAT).stream()
                .dropWhile(line -> !line.startsWith("| component |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("`")[1]))
        .as("the table of components in %s", WHAT)
        .containsExactlyElementsOf(Components.ALL.stream().map(Component::name).toList());
  }

  @Test
  void the_table_of_what_is_retained_is_up_to_date() throws IOException {
    String table =
        """
        | | components |
        |---|---|
        | kept | %s |
        | removed | %s |
        """
            .formatted(
                names(Component::keptOnRelease), names(component -> !component.keptOnRelease()));
    GoldenFile.check(LIFECYCLE, GoldenFile.between(Files.readString(LIFECYCLE), "retained", table));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/what-a-service-gets.md", "docs/gitops.md"})
  void a_ready_service_has_as_many_components_as_there_are(String page) throws IOException {
    Path file = Path.of(page);
    GoldenFile.check(
        file,
        Files.readString(file).replaceAll("\\d+ of \\d+ components ready", Plans.allReady(0)));
  }

  private static String names(Predicate<Component> which) {
    return Components.ALL.stream()
        .filter(which)
        .map(component -> "`" + component.name() + "`")
        .collect(Collectors.joining(", "));
  }
}
