package dev.goldenpath.cli.report;

import dev.goldenpath.cli.report.FleetReport.PathVersion;
import dev.goldenpath.cli.text.TextTable;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A report for a terminal. */
final class ReportText {
  private static final int CELL = 80;
  private static final int NAME = 63;
  private static final String RUNBOOK = "docs/runbooks.md#goldenpathdesirepath";

  /** What marks a component at which too many left. */
  private static final String MARK = " ▲";

  private ReportText() {}

  /** The whole report. */
  static List<String> all(FleetReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(summary(report));
    if (!report.departures().isEmpty()) {
      lines.addAll(departures(report).lines());
    }
    List<String> notes = new ArrayList<>();
    if (report.departures().stream().anyMatch(Departure::desirePath)) {
      notes.add("▲ more than %d %%: a feature request (%s)".formatted(report.threshold(), RUNBOOK));
    }
    if (!report.overdue().isEmpty()) {
      notes.add("Overdue hatches: %d (--overdue)".formatted(report.overdue().size()));
    }
    if (!notes.isEmpty()) {
      lines.add(String.join(". ", notes));
    }
    return lines;
  }

  private static String summary(FleetReport report) {
    List<String> parts = new ArrayList<>();
    parts.add(counted(report.total(), "service") + ", " + counted(report.teams(), "team"));
    Arrays.stream(FleetState.values())
        .filter(state -> report.states().containsKey(state.text()))
        .map(state -> state.title() + " " + report.states().get(state.text()))
        .forEach(parts::add);
    report.paths().stream().map(ReportText::path).forEach(parts::add);
    return String.join(" · ", parts);
  }

  private static String path(PathVersion path) {
    return path.version() == null
        ? "not built yet: " + path.services()
        : "path %s %s: %d"
            .formatted(
                MessageText.plain(Objects.requireNonNullElse(path.name(), ""), NAME),
                MessageText.plain(path.version(), NAME),
                path.services());
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static TextTable departures(FleetReport report) {
    TextTable table = new TextTable(CELL, "LEFT AT", "SERVICES", "SHARE", "REASONS", "PARAMETERS");
    for (Departure each : report.departures()) {
      table.row(
          each.component(),
          Integer.toString(each.services()),
          Math.round(each.share()) + " %" + (each.desirePath() ? MARK : ""),
          words(each.reasons()),
          words(each.parameters()));
    }
    return table;
  }

  private static String words(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The overdue hatches, each with who must look. */
  static List<String> overdue(FleetReport report) {
    if (report.overdue().isEmpty()) {
      return List.of("No hatch is overdue on " + report.day() + ".");
    }
    TextTable table = new TextTable(CELL, "SERVICE", "TEAM", "HATCH", "UNTIL", "WHY");
    for (OverdueHatch each : report.overdue()) {
      table.row(
          each.service(),
          Objects.requireNonNullElse(each.team(), ""),
          each.hatch(),
          each.until(),
          each.message().isEmpty() ? each.reason() : each.reason() + ": " + each.message());
    }
    return table.lines();
  }
}
