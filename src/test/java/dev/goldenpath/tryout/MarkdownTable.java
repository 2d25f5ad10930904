package dev.goldenpath.tryout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table that reads well in a terminal and can be pasted into a document. */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row with as many cells as the header has. */
  public MarkdownTable row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + rows.get(0).size());
    }
    rows.add(Stream.of(cells).map(String::valueOf).toList());
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.get(0).size();
    List<Integer> widths =
        IntStream.range(0, columns)
            .mapToObj(
                column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toList();
    List<String> rule = widths.stream().map("-"::repeat).toList();
    return Stream.of(rows.subList(0, 1), List.of(rule), rows.subList(1, rows.size()))
        .flatMap(List::stream)
        .map(row -> line(row, widths))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column -> row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
