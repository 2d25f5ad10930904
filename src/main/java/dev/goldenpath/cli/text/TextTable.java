package dev.goldenpath.cli.text;

import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of text for a terminal, as kubectl prints them. Long cells are cut, and characters that
 * could break a line are escaped: cells may hold what any tenant wrote.
 */
public final class TextTable {
  private static final String GAP = "  ";

  /** What an empty cell shows. */
  private static final String NONE = "-";

  private final int longest;
  private final List<String> headers;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param longest the characters of a cell that are shown
   * @param headers the titles of the columns
   */
  public TextTable(int longest, String... headers) {
    this.longest = longest;
    this.headers = List.of(headers);
  }

  /** Adds a row with a cell for each column. */
  public TextTable row(String... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalArgumentException("%d cells".formatted(cells.length));
    }
    rows.add(
        Arrays.stream(cells)
            .map(cell -> cell.isEmpty() ? NONE : MessageText.plain(cell, longest))
            .toList());
    return this;
  }

  /** The header and the rows; no space ends a line. */
  public List<String> lines() {
    List<List<String>> all = new ArrayList<>(List.of(headers));
    all.addAll(rows);
    int[] widths =
        IntStream.range(0, headers.size())
            .map(column -> all.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toArray();
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - width(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
