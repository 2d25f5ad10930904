package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of the page on Helm is what values.yaml says. */
class HelmPageTest {
  private static final Path PAGE = Path.of("docs", "helm.md");

  @Test
  void its_table_is_up_to_date() throws IOException {
    String page = Files.readString(PAGE);
    String table =
        ChartValue.all().stream()
            .map(
                value ->
                    "| `%s` | `%s` | %s |\n"
                        .formatted(value.name(), value.standard(), value.description()))
            .collect(Collectors.joining("", "| value | default | meaning |\n|---|---|---|\n", ""));
    GoldenFile.check(PAGE, GoldenFile.between(page, "values", table));
  }

  @Test
  void every_value_has_a_comment() {
    List<String> described = ChartValue.all().stream().map(ChartValue::name).toList();
    assertCommented("", ChartValue.tree(), described);
  }

  private static void assertCommented(String name, JsonNode value, List<String> described) {
    if (described.contains(name)) {
      return;
    }
    assertThat(value.isObject() && !value.isEmpty()).as("%s has a comment", name).isTrue();
    value
        .properties()
        .forEach(
            field ->
                assertCommented(
                    name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                    field.getValue(),
                    described));
  }
}
