package dev.goldenpath.operator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of all fields is what the CRDs say. */
class SchemaPageTest {
  private static final Path PAGE = Path.of("docs", "reference", "spec-and-status.md");
  private static final Path CRDS = Path.of("crds");
  private static final List<String> KINDS =
      List.of("goldenservices", "goldenpaths", "goldenpathrevisions", "goldenpathpreviews");

  /** An object with more fields than these has a table of its own. */
  private static final int LARGEST_PART = 10;

  /** Parts that have a table, by their schema, and where it is: a copy of one is a link. */
  private final Map<JsonNode, String> parts = new LinkedHashMap<>();

  @Test
  void it_is_up_to_date() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String kind : KINDS) {
      text.append(text.isEmpty() ? "" : "\n").append(kind(crd(kind)));
    }
    GoldenFile.check(PAGE, GoldenFile.between(Files.readString(PAGE), "fields", text.toString()));
  }

  @Test
  void every_crd_and_every_field_of_its_own_is_there() throws IOException {
    try (Stream<Path> files = Files.list(CRDS)) {
      assertThat(files.filter(file -> file.toString().endsWith(".yml"))).hasSize(KINDS.size());
    }
    String page = Files.readString(PAGE);
    for (String kind : List.of("goldenservices", "goldenpaths")) {
      assertThat(root(crd(kind)).descendants().filter(field -> field.path().contains(".")))
          .hasSizeGreaterThan(30)
          .allSatisfy(field -> assertThat(page).contains("\n| `" + field.path() + "` | "));
    }
  }

  private static JsonNode crd(String plural) throws IOException {
    return YamlFiles.read(CRDS.resolve(plural + ".goldenpath.dev-v1.yml")).get(0);
  }

  private static JsonNode version(JsonNode crd) {
    return crd.at("/spec/versions/0");
  }

  private static FieldSchema root(JsonNode crd) {
    return new FieldSchema("", version(crd).at("/schema/openAPIV3Schema"), true);
  }

  private String kind(JsonNode crd) {
    String kind = crd.at("/spec/names/kind").asText();
    FieldSchema root = root(crd);
    StringBuilder text = new StringBuilder("## %s\n\n".formatted(kind));
    text.append(root.description()).append("\n\n");
    List<String> rules = FieldSchema.rules(root.schema()).toList();
    if (!rules.isEmpty()) {
      text.append("The API server also rejects an object with one of these messages:\n\n");
      rules.forEach(rule -> text.append("- ").append(rule).append("\n"));
      text.append("\n");
    }
    root.children().forEach(part -> text.append(part(kind, part)));
    return text.append(columns(kind, version(crd).get("additionalPrinterColumns"))).toString();
  }

  /** The table of an object, and those of the large ones in it. */
  private String part(String kind, FieldSchema part) {
    String heading = kind + ": " + part.path();
    parts.putIfAbsent(bare(part.schema()), heading);
    ReferenceTable table =
        ReferenceTable.of("field", "type", "default", "validation", "description");
    StringBuilder large = new StringBuilder();
    part.children().forEach(field -> rows(kind, field, table, large));
    return "### %s\n\n%s\n\n%s\n%s".formatted(heading, part.description(), table, large);
  }

  private void rows(String kind, FieldSchema field, ReferenceTable table, StringBuilder large) {
    String known = parts.get(bare(field.schema()));
    boolean own = known == null && field.descendants().count() > LARGEST_PART;
    if (own) {
      large.append(part(kind, field));
      known = kind + ": " + field.path();
    }
    String link = known == null ? "" : " Its fields: [%s](#%s).".formatted(known, anchor(known));
    table.row(
        ReferenceTable.code(field.path()),
        field.type(),
        field.defaultValue(),
        field.validation(),
        field.description() + link);
    if (known == null) {
      field.children().forEach(child -> rows(kind, child, table, large));
    }
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[:.]", "").replace(' ', '-');
  }

  /** A schema by its fields, whatever it is said to be for. */
  private static JsonNode bare(JsonNode schema) {
    return schema
        .<ObjectNode>deepCopy()
        .without(List.of("description", "x-kubernetes-validations"));
  }

  private static String columns(String kind, JsonNode columns) {
    ReferenceTable table = ReferenceTable.of("column", "value", "shown");
    columns.forEach(
        column ->
            table.row(
                column.get("name").asText(),
                ReferenceTable.code(column.get("jsonPath").asText()),
                column.path("priority").asInt() == 0 ? "always" : "with `-o wide`"));
    return "### %s: columns of kubectl get\n\n%s".formatted(kind, table);
  }
}
