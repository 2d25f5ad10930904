package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The alerts about the error budget. One for each window, since joined by {@code or} the slow one
 * would keep the fast one firing; and no {@code for}, since the short window replaces it. Each
 * alert has its own pair of slo and window, or Alertmanager would take two for one.
 */
public final class SloAlerts {
  private final ServicePlan plan;
  private final AlertRules rules;

  public SloAlerts(ServicePlan plan) {
    this.plan = plan;
    this.rules = new AlertRules(plan);
  }

  /** The budget burns too fast. */
  public List<Rule> burning(boolean slow) {
    List<Rule> burning = new ArrayList<>();
    for (BurnWindow window : BurnWindow.ALL) {
      String severity = plan.text(window.parameter());
      if (window.isSlow() == slow && !severity.equals("none")) {
        Slo.of(plan).forEach(slo -> burning.add(burn(slo, window, severity)));
      }
    }
    return burning;
  }

  private Rule burn(Slo slo, BurnWindow window, String severity) {
    Map<String, String> labels = rules.labels(severity);
    labels.put("slo", slo.name());
    labels.put("window", window.longWindow());
    return rules.alert(
        "GoldenServiceErrorBudgetBurn",
        null,
        labels,
        String.join(
            "\nand\n",
            longBurn(slo, window) + " > " + window.factor(),
            shortBurn(slo, window) + " > " + window.factor(),
            events(slo, window) + " >= " + plan.text("slo.minimumBadEvents")),
        "The %s error budget of %s burns too fast.".formatted(slo.name(), plan.service()),
        "Over %s, requests to %s %s {{ $value | humanize }} times as often as the objective of %s %% over %s allows."
            .formatted(
                window.longWindow(),
                plan.service(),
                badness(slo),
                slo.objective().toPlainString(),
                SloWindow.of(plan).text()));
  }

  private String badness(Slo slo) {
    if (slo.name().equals("availability")) {
      return "failed";
    }
    return plan.text("slo.profile").equals("custom")
        ? "were not fast"
        : "took longer than " + plan.text("slo.latencyThreshold");
  }

  /** How many times faster than sustainable the budget burns over the long window. */
  public static String longBurn(Slo slo, BurnWindow window) {
    return window.step() == null
        ? ratio(slo.series(Slo.BAD_HOUR), "avg_over_time(" + slo.requests() + "[1h])", slo)
        : ratio(
            "sum_over_time(" + over(slo.series(Slo.BAD), window) + ")",
            "(" + window.steps() + " * avg_over_time(" + over(slo.requests(), window) + "))",
            slo);
  }

  /** The same over the short window. */
  public static String shortBurn(Slo slo, BurnWindow window) {
    String range = "[" + window.shortWindow() + "]";
    return window.shortWindow().equals("5m")
        ? ratio(slo.series(Slo.BAD), slo.requests(), slo)
        : ratio(
            "avg_over_time(" + slo.series(Slo.BAD) + range + ")",
            "avg_over_time(" + slo.requests() + range + ")",
            slo);
  }

  /**
   * A minimum of bad events, not of traffic: a slow trickle must alert, a single failure must not.
   */
  private static String events(Slo slo, BurnWindow window) {
    return window.seconds()
        + " * "
        + (window.step() == null
            ? slo.series(Slo.BAD_HOUR)
            : "sum_over_time(" + over(slo.series(Slo.BAD), window) + ")");
  }

  /**
   * Without {@code group_left()} the result would lose the label slo, and match nothing after it.
   */
  public static String ratio(String bad, String requests, Slo slo) {
    return bad + " / ignoring(slo) group_left() " + requests + " / " + slo.budget();
  }

  private static String over(String series, BurnWindow window) {
    return series + "[" + window.longWindow() + ":" + window.step() + "]";
  }
}
