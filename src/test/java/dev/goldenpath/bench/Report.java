package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.tryout.MarkdownTable;
import java.time.Duration;
import java.util.ArrayList;
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
  private boolean kept = true;

  /** A figure that must not be larger than its budget. */
  void budget(String what, double measured, double limit, String remark) {
    boolean within = measured <= limit;
    kept &= within;
    budgets.row(what, number(measured) + remark, "≤ " + number(limit), within ? "yes" : "**NO**");
  }

  /** A figure that depends on the machine, so that no budget can be set. */
  void figure(String what, String format, Object... values) {
    figures.row(what, String.format(Locale.ROOT, format, values));
  }

  void figure(String what, Duration time) {
    figure(what, "%.1f s", seconds(time));
  }

  /** A table of its own. */
  void section(String title, MarkdownTable table) {
    sections.add("%s%n%n%s".formatted(title, table));
  }

  boolean isKept() {
    return kept;
  }

  @Override
  public String toString() {
    return Stream.concat(
            sections.stream(),
            Stream.of("Budgets%n%n%s".formatted(budgets), "Figures%n%n%s".formatted(figures)))
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
