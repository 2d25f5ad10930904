package dev.goldenpath.operator.component.dashboard;

import static dev.goldenpath.operator.component.dashboard.DashboardPanel.from;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.graph;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.row;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.stat;

import dev.goldenpath.operator.component.slo.BurnWindow;
import dev.goldenpath.operator.component.slo.Slo;
import dev.goldenpath.operator.component.slo.SloAlerts;
import dev.goldenpath.operator.component.slo.SloWindow;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The objectives on the dashboard. Burn rates use the same queries as the alerts: the curve crosses
 * its line when the alert's does.
 */
public final class SloPanels {
  private final ServicePlan plan;
  private final List<Slo> slos;
  private final SloWindow window;

  public SloPanels(ServicePlan plan) {
    this.plan = plan;
    this.slos = Slo.of(plan);
    this.window = SloWindow.of(plan);
  }

  /** The current state of each objective. */
  public List<DashboardPanel> objectives() {
    List<DashboardPanel> panels = new ArrayList<>(List.of(row("Objectives over " + window.text())));
    for (Slo slo : slos) {
      String name = capitalised(slo);
      panels.add(
          stat(name + ": objective", "percentunit", 4, meaning(slo))
              .query(null, "max(" + latest(slo, Slo.OBJECTIVE) + ")")
              .colours(from(null, "text")));
      panels.add(
          stat(
                  name + ": budget left",
                  "percentunit",
                  5,
                  "The share of the bad requests of " + window.text() + " that is not used up.")
              .query(null, latest(slo, Slo.BUDGET))
              .colours(from(null, "red"), from("0", "orange"), from("0.25", "green")));
      panels.add(
          stat(
                  name + ": bad requests left",
                  "short",
                  5,
                  "How many more may be bad, at the traffic of the last " + window.text() + ".")
              .query(null, left(slo))
              .colours(from(null, "red"), from("0", "text")));
      panels.add(
          stat(
                  name + ": burn rate",
                  "none",
                  5,
                  "Of the last hour. At 1, the budget lasts " + window.text() + " exactly.")
              .query(null, hour(slo))
              .colours(burnColours()));
      panels.add(
          stat(name + ": alerts firing", "none", 5, "By burn rate; there is one for each window.")
              .query(null, "count(" + slo.firing() + ") or vector(0)")
              .colours(from(null, "green"), from("1", "red")));
    }
    return panels;
  }

  /** How fast budgets burn, and their history. */
  public List<DashboardPanel> burning() {
    List<DashboardPanel> panels = new ArrayList<>(List.of(row("Burn rate and budget")));
    for (Slo slo : slos) {
      panels.add(
          graph(
                  capitalised(slo) + ": burn rate",
                  "none",
                  12,
                  "An alert needs its long and its short window above its line, and at least "
                      + plan.text("slo.minimumBadEvents")
                      + " bad requests. Lines: "
                      + lines()
                      + ".")
              .queries(burnRates(slo))
              .colours(burnColours()));
    }
    DashboardPanel budget =
        graph(
            "Budget left",
            "percentunit",
            18,
            "Below 0 the objective of "
                + window.text()
                + " is missed. Time without data counts as free of errors.");
    slos.forEach(slo -> budget.query(slo.name(), latest(slo, Slo.BUDGET)));
    panels.add(budget.over(window.days() + "d").colours(from(null, "red"), from("0", "green")));
    panels.add(
        stat(
                "History",
                "percentunit",
                6,
                "How much of the " + window.text() + " was recorded. Prometheus may keep less.")
            .query(
                null,
                "count_over_time(%s) / %d"
                    .formatted(slos.get(0).requests() + window.range(), window.steps()))
            .otherwise("none"));
    return panels;
  }

  /** Up to two evaluations old: it is recorded as rarely as Prometheus looks back. */
  private static String latest(Slo slo, String metric) {
    return "last_over_time(" + slo.series(metric) + "[10m])";
  }

  /** As if all requests of the window were like those observed so far. */
  private String left(Slo slo) {
    return "%s * %s * ignoring(slo) group_left() (%d * avg_over_time(%s))"
        .formatted(
            latest(slo, Slo.BUDGET),
            slo.budget(),
            window.seconds(),
            slo.requests() + window.range());
  }

  private Map<String, String> burnRates(Slo slo) {
    Map<String, String> rates = new LinkedHashMap<>();
    rates.put("5m", SloAlerts.shortBurn(slo, BurnWindow.ALL.get(0)));
    rates.put("1h", hour(slo));
    BurnWindow.ALL.stream()
        .skip(1)
        // The curve of a day is useful only with its line.
        .filter(window -> alerts(window) || !window.longWindow().equals("1d"))
        .forEach(window -> rates.put(window.longWindow(), SloAlerts.longBurn(slo, window)));
    return rates;
  }

  /** Nothing is recorded over an hour if no alert uses one. */
  private String hour(Slo slo) {
    BurnWindow window = BurnWindow.ALL.get(0);
    return alerts(window)
        ? SloAlerts.longBurn(slo, window)
        : SloAlerts.ratio(
            "avg_over_time(" + slo.series(Slo.BAD) + "[1h])",
            "avg_over_time(" + slo.requests() + "[1h])",
            slo);
  }

  private boolean alerts(BurnWindow window) {
    return !severity(window).equals("none");
  }

  private String severity(BurnWindow window) {
    return plan.text(window.parameter());
  }

  private String lines() {
    String lines =
        BurnWindow.ALL.stream()
            .filter(this::alerts)
            .map(
                window ->
                    "%s over %s and %s (%s)"
                        .formatted(
                            window.factor(),
                            window.longWindow(),
                            window.shortWindow(),
                            severity(window)))
            .collect(Collectors.joining(", "));
    return lines.isEmpty() ? "none" : lines;
  }

  private List<Dashboard.Threshold> burnColours() {
    List<Dashboard.Threshold> colours = new ArrayList<>(List.of(from(null, "green")));
    // The slowest window has the lowest line.
    for (int i = BurnWindow.ALL.size() - 1; i >= 0; i--) {
      BurnWindow window = BurnWindow.ALL.get(i);
      if (alerts(window)) {
        colours.add(from(window.factor(), colour(severity(window))));
      }
    }
    return colours;
  }

  private static String colour(String severity) {
    return switch (severity) {
      case "critical" -> "red";
      case "warning" -> "orange";
      default -> "blue";
    };
  }

  private String meaning(Slo slo) {
    return slo.name().equals("availability")
        ? "The share of requests that must not fail."
        : "The share of requests that must not be successful and take longer than "
            + plan.text("slo.latencyThreshold")
            + ".";
  }

  private static String capitalised(Slo slo) {
    return Character.toUpperCase(slo.name().charAt(0)) + slo.name().substring(1);
  }
}
