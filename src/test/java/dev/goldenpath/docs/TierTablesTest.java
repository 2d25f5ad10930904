package dev.goldenpath.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables of pages that say something of each tier name all of them, with the values of the path.
 */
class TierTablesTest {
  private static final Path DOCS = Path.of("docs");
  private static final List<String> SEPARATORS = List.of(" / ", " | ");
  private static final String IN_A_CELL = String.join(" / ", Tier.names());
  private static final String IN_CELLS = String.join(" | ", Tier.names());
  private static final Pattern VALUE = Pattern.compile("[0-9][0-9.]*[A-Za-z]*");

  private final Set<List<String>> presets = presets(Documents.readBuiltIn());

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(DOCS)) {
      return docs.filter(file -> file.toString().endsWith(".md")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_list_of_tiers_is_complete(Path page) throws IOException {
    for (String separator : SEPARATORS) {
      String two = String.join(separator, Tier.names().subList(0, 2));
      assertThat(Files.readAllLines(page))
          .filteredOn(line -> line.contains(two))
          .allMatch(line -> line.contains(String.join(separator, Tier.names())));
    }
  }

  @Test
  void the_values_are_those_of_the_path() throws IOException {
    int found = 0;
    for (Path page : pages().toList()) {
      for (List<String> table : tables(page, IN_A_CELL)) {
        int column = cells(table.get(0)).indexOf(IN_A_CELL);
        for (String row : table.subList(2, table.size())) {
          for (String values : cells(row).get(column).split(" · ")) {
            found += check(page, values.replace("`", ""));
          }
        }
      }
    }
    assertThat(found).as("values that differ between tiers").isGreaterThan(20);
  }

  @Test
  void a_table_with_a_column_for_each_tier_has_them_in_every_row() throws IOException {
    List<List<String>> tables = tables(DOCS.resolve("slo.md"), IN_CELLS);
    assertThat(tables).hasSize(2);
    for (List<String> table : tables) {
      assertThat(table).allMatch(row -> cells(row).size() == cells(table.get(0)).size());
    }
  }

  /** The number of parameters that are quoted, such as two in {@code 1–2 / 2–4 / 3–10}. */
  private int check(Path page, String values) {
    List<List<String>> ofTiers =
        Stream.of(values.split(" / ")).map(TierTablesTest::values).toList();
    if (ofTiers.size() == 1) {
      return 0;
    }
    assertThat(ofTiers).as("%s: %s", page, values).hasSameSizeAs(Tier.values());
    int quoted = ofTiers.get(0).size();
    assertThat(ofTiers).as("%s: %s", page, values).allMatch(each -> each.size() >= quoted);
    for (int i = 0; i < quoted; i++) {
      int at = i;
      assertThat(presets)
          .as("%s: %s", page, values)
          .contains(ofTiers.stream().map(each -> each.get(at)).toList());
    }
    return quoted;
  }

  private static List<String> values(String text) {
    return VALUE.matcher(text).results().map(MatchResult::group).toList();
  }

  /** What a parameter is, tier by tier. */
  private static Set<List<String>> presets(GoldenPath path) {
    return path.parameters().values().stream()
        .map(each -> Stream.of(Tier.values()).map(each::defaultFor).toList())
        .collect(Collectors.toSet());
  }

  /** The tables whose head has that. */
  private static List<List<String>> tables(Path page, String head) throws IOException {
    List<String> lines = Files.readAllLines(page);
    return IntStream.range(1, lines.size())
        .filter(i -> lines.get(i).startsWith("|-") && lines.get(i - 1).contains(head))
        .mapToObj(i -> lines.stream().skip(i - 1).takeWhile(line -> line.startsWith("|")).toList())
        .toList();
  }

  private static List<String> cells(String row) {
    return List.of(row.substring(2).split(" *\\| *", -1));
  }
}
