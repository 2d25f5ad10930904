package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.tryout.MarkdownTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures, and whether each is within its budget. */
final class Report {
  private final MarkdownTable budgets = new MarkdownTable("what", "measured", "budget", "kept");
  private final MarkdownTable figures = new MarkdownTable("what", "measured");
  private final List<String> sections = new ArrayList<>();
  private final Map<String, Map<String, Map<String, String>>> scale = new LinkedHashMap<>();
  private boolean kept = true;

  /** A figure that must not be larger than its budget. */
  void budget(String what, double measured, double limit, String remark) {
    boolean within = measured <= limit;
    kept &= within;
    budgets.row(what, number(measured) + remark, "≤ " + number(limit), within ? "yes" : "**NO**");
  }

  /** What a process had in memory at most must fit into its container. */
  void peak(String step, ProcessCost memory, Container container) {
    budget(
        "peak resident memory, MB: " + step,
        Math.ceil(memory.peak() / 1024.0),
        Math.floor(container.limit() / 1024.0),
        ", resident " + ProcessCost.megabytes(memory.resident()));
  }

  /** A figure that depends on the machine, so that no budget can be set. */
  void figure(String what, String format, Object... values) {
    figures.row(what, String.format(Locale.ROOT, format, values));
  }

  void figure(String what, Duration time) {
    figure(what, "%.1f s", seconds(time));
  }

  /** A table of its own, or a text. */
  void section(String title, Object content) {
    sections.add("%s%n%n%s".formatted(title, content));
  }

  /**
   * A cell of a table of docs/scale.md.
   *
   * @param table its heading there
   * @param row its first cell
   */
  void scale(String table, String row, String column, String format, Object... values) {
    scale
        .computeIfAbsent(table, title -> new LinkedHashMap<>())
        .computeIfAbsent(row, first -> new LinkedHashMap<>())
        .put(column, String.format(Locale.ROOT, format, values));
  }

  private static String scaleTable(String title, Map<String, Map<String, String>> rows) {
    List<String> columns =
        rows.values().stream().flatMap(cells -> cells.keySet().stream()).distinct().toList();
    MarkdownTable table =
        new MarkdownTable(
            Stream.concat(Stream.of("services"), columns.stream()).toArray(String[]::new));
    rows.forEach(
        (first, cells) ->
            table.row(
                Stream.concat(
                        Stream.of(first),
                        columns.stream().map(column -> cells.getOrDefault(column, "")))
                    .toArray()));
    return "docs/scale.md: %s%n%n%s".formatted(title, table);
  }

  boolean isKept() {
    return kept;
  }

  @Override
  public String toString() {
    return Stream.of(
            sections.stream(),
            Stream.of("Budgets%n%n%s".formatted(budgets), "Figures%n%n%s".formatted(figures)),
            scale.entrySet().stream().map(table -> scaleTable(table.getKey(), table.getValue())))
        .flatMap(parts -> parts)
        .collect(Collectors.joining(System.lineSeparator().repeat(2)));
  }

  /** The requests by what was asked for, and how many for each service. */
  static MarkdownTable breakdown(List<ApiRequest> requests, int services) {
    MarkdownTable table = new MarkdownTable("request", "count", "per service", "refused");
    Map<String, List<ApiRequest>> byWhat =
        requests.stream()
            .collect(Collectors.groupingBy(ApiRequest::what, TreeMap::new, Collectors.toList()));
    byWhat.forEach(
        (what, same) ->
            table.row(
                what,
                same.size(),
                number((double) same.size() / services),
                same.stream().filter(request -> request.code() >= 400).count()));
    return table;
  }

  /** The requests in one line. */
  static String summary(List<ApiRequest> requests, Function<ApiRequest, String> by) {
    return requests.stream()
        .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(same -> same.getValue() + " " + same.getKey())
        .collect(Collectors.joining(", "));
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
