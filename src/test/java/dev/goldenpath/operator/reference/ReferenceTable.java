package dev.goldenpath.operator.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table of a reference page; a column without any content is left out. */
public final class ReferenceTable {
  private final String[] header;
  private final List<String[]> rows = new ArrayList<>();

  private ReferenceTable(String... header) {
    this.header = header;
  }

  /** A table without rows. */
  public static ReferenceTable of(String... header) {
    return new ReferenceTable(header);
  }

  /** Adds a row with a cell for each column. */
  public ReferenceTable row(String... cells) {
    if (cells.length != header.length) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, header.length));
    }
    rows.add(cells);
    return this;
  }

  /** Literal text in a cell: Markdown and HTML in it have no effect. */
  public static String text(String literal) {
    return escape(literal.replaceAll("\\s+", " ").strip());
  }

  /** The same, with the spaces that it begins or ends with. */
  static String escape(String literal) {
    return literal.replaceAll("([|<*_\\[\\]\\\\])", "\\\\$1");
  }

  /** Code in a cell. */
  public static String code(String literal) {
    return "`" + literal.replaceAll("\\s+", " ").replace("|", "\\|") + "`";
  }

  /** Several words as code, in their order. */
  public static String codes(List<String> words) {
    return words.stream().map(ReferenceTable::code).collect(Collectors.joining(", "));
  }

  /** The last cell of each row of a page whose first cell is a word in code, by that word. */
  public static Map<String, String> lastCells(String page) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String line : page.lines().filter(each -> each.startsWith("| `")).toList()) {
      String[] row = line.split("(?<!\\\\)[|]");
      for (String word : row[1].strip().split(", ")) {
        cells.put(word.replace("`", ""), row[row.length - 1].strip());
      }
    }
    return cells;
  }

  @Override
  public String toString() {
    List<Integer> columns =
        IntStream.range(0, header.length)
            .filter(column -> rows.stream().anyMatch(row -> !row[column].isEmpty()))
            .boxed()
            .toList();
    StringBuilder table = new StringBuilder();
    append(table, columns, header);
    table.append("|").append("---|".repeat(columns.size())).append("\n");
    rows.forEach(row -> append(table, columns, row));
    return table.toString();
  }

  private static void append(StringBuilder table, List<Integer> columns, String... cells) {
    List<String> all = Arrays.asList(cells);
    table
        .append(columns.stream().map(all::get).collect(Collectors.joining(" | ", "| ", " |")))
        .append("\n");
  }
}
