package dev.goldenpath.operator.component.dashboard;

import static dev.goldenpath.operator.component.dashboard.DashboardPanel.from;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.graph;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.row;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.stat;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.table;

import dev.goldenpath.operator.component.prometheus.PromQl;
import dev.goldenpath.operator.component.slo.Slo;
import dev.goldenpath.operator.component.slo.SloProfile;
import dev.goldenpath.operator.plan.ServicePlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests on the dashboard, and the data that they need. */
public final class RequestPanels {
  /** Four scrapes or one pixel, whichever is longer; Grafana inserts it. */
  static final String PIXEL = "$__rate_interval";

  /** The time that a table covers: more would read the series of every pod for days. */
  private static final String TABLE = "1h";

  private final ServicePlan plan;
  private final SloProfile profile;

  public RequestPanels(ServicePlan plan) {
    this.plan = plan;
    this.profile = new SloProfile(plan);
  }

  /** Rate, errors and duration, from the series that the objectives use. */
  public List<DashboardPanel> requests() {
    List<DashboardPanel> panels = new ArrayList<>(List.of(row("Requests")));
    panels.add(
        graph("Requests by status", "reqps", 12, null)
            .scrapedEvery(interval())
            .queries(byStatus()));
    DashboardPanel bad =
        graph(
            "Share of bad requests",
            "percentunit",
            12,
            "Failed, or successful and slow. The lines are what the objectives allow.");
    bad.scrapedEvery(interval());
    bad.query("failed", "(" + profile.failed(PIXEL) + ") / " + profile.total(PIXEL));
    bad.query("slow", profile.slow(PIXEL) + " / " + profile.total(PIXEL));
    List<Dashboard.Threshold> budgets = new ArrayList<>(List.of(from(null, "green")));
    Slo.of(plan).stream()
        .map(Slo::budget)
        .distinct()
        .sorted(Comparator.comparing(BigDecimal::new))
        .map(budget -> from(budget, "red"))
        .forEach(budgets::add);
    panels.add(bad.colours(budgets));
    if (profile.isKnown()) {
      panels.add(durations());
    }
    profile.route().ifPresent(route -> panels.addAll(byRoute(route)));
    return panels;
  }

  private DashboardPanel durations() {
    DashboardPanel durations =
        graph(
            "Duration of successful requests",
            "s",
            24,
            "Estimated from the histogram's buckets. The line is the threshold of the objective.");
    return durations
        .scrapedEvery(interval())
        .query("p50", profile.quantile("0.5", PIXEL, "le"))
        .query("p95", profile.quantile("0.95", PIXEL, "le"))
        .query("p99", profile.quantile("0.99", PIXEL, "le"))
        .colours(from(null, "green"), from(profile.threshold().toPlainString(), "red"));
  }

  private List<DashboardPanel> byRoute(String route) {
    String failing = "sum by (%s) (%s)".formatted(route, profile.failureRates(TABLE));
    String slowest = profile.quantile("0.95", TABLE, "le, " + route);
    return List.of(
        table("Most failing routes of the last hour", "reqps", 12, "Failed requests a second.")
            .query(null, "topk(10, " + failing + " > 0)"),
        table("Slowest routes of the last hour", "s", 12, "The 95th percentile.")
            .query(null, "topk(10, " + slowest + " > 0)"));
  }

  private String interval() {
    return plan.text("monitoring.interval");
  }

  private Map<String, String> byStatus() {
    Map<String, String> queries = new LinkedHashMap<>();
    if (!profile.isKnown()) {
      queries.put("all", profile.total(PIXEL));
      queries.put("failed", profile.failed(PIXEL));
      return queries;
    }
    if (profile.status().equals("grpc_code")) {
      queries.put("{{grpc_code}}", "sum by (grpc_code) (" + profile.answered(PIXEL) + ")");
      return queries;
    }
    queries.put(
        "{{class}}xx",
        "sum by (class) (label_replace(%s, \"class\", \"$1\", \"%s\", \"(.).*\"))"
            .formatted(profile.answered(PIXEL), profile.status()));
    profile.unanswered(PIXEL).ifPresent(rate -> queries.put("no response", "sum(" + rate + ")"));
    return queries;
  }

  /** Whether the series that the objectives use exist at all. */
  public List<DashboardPanel> health() {
    String up = PromQl.selector("up", SloProfile.identity(plan));
    DashboardPanel present =
        stat(
                "Series that the objectives use",
                "none",
                12,
                "None: there was no request yet, or the metrics are not those of the profile "
                    + plan.text("slo.profile")
                    + ".")
            .otherwise("none");
    profile
        .needed()
        .forEach(
            series ->
                present.query(series.substring(0, series.indexOf('{')), "count(" + series + ")"));
    return List.of(
        row("Monitoring"),
        stat("Targets up", "none", 6, "Of those that Prometheus finds.")
            .query("up", "sum(" + up + ")")
            .query("found", "count(" + up + ")")
            .otherwise("none"),
        present,
        stat("Other alerts firing", "none", 6, "Alerts that the service or its metrics are gone.")
            .query(null, "count(" + Slo.firing(plan, "") + ") or vector(0)")
            .colours(from(null, "green"), from("1", "red")));
  }
}
