package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.component.prometheus.PromQl;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts. One for each window, since joined by {@code or} the slow one would keep the fast one
 * firing; and no {@code for}, since the short window replaces it. Each alert has its own pair of
 * slo and window, or Alertmanager would take two for one.
 */
public final class SloAlerts {
  private final ServicePlan plan;
  private final SloProfile profile;

  public SloAlerts(ServicePlan plan) {
    this.plan = plan;
    this.profile = new SloProfile(plan);
  }

  /** The budget burns too fast. */
  public List<Rule> burning(boolean slow) {
    List<Rule> rules = new ArrayList<>();
    for (BurnWindow window : BurnWindow.ALL) {
      String severity = plan.text(window.parameter());
      if (window.isSlow() == slow && !severity.equals("none")) {
        Slo.of(plan).forEach(slo -> rules.add(burn(slo, window, severity)));
      }
    }
    return rules;
  }

  private Rule burn(Slo slo, BurnWindow window, String severity) {
    Map<String, String> labels = labels(severity);
    labels.put("slo", slo.name());
    labels.put("window", window.longWindow());
    return alert(
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

  /** The service or its metrics are gone. Only the first may page. */
  public List<Rule> health() {
    String up = PromQl.selector("up", SloProfile.identity(plan));
    List<Rule> rules = new ArrayList<>();
    if (!plan.text("slo.severityDown").equals("none")) {
      rules.add(
          alert(
              "GoldenServiceDown",
              "5m",
              labels(plan.text("slo.severityDown")),
              "(max(max_over_time(%s[1h])) == 1) unless (max(%s) == 1)".formatted(up, up),
              "No target of %s is up.".formatted(plan.service()),
              "A target of %s was up within the last hour, and none is now."
                  .formatted(plan.service())));
    }
    rules.add(
        alert(
            "GoldenServiceMetricsMissing",
            "15m",
            labels("warning"),
            "absent(" + up + " == 1)",
            "Prometheus has no metrics of %s.".formatted(plan.service()),
            "No target of %s is up: it is not deployed yet, no Service has the port %s, or Prometheus cannot reach it."
                .formatted(plan.service(), plan.text("monitoring.port"))));
    rules.add(
        alert(
            "GoldenServiceSLIMissing",
            "1h",
            labels("warning"),
            "(max(%s) == 1) unless (%s)"
                .formatted(
                    up,
                    String.join(
                        " and ",
                        profile.needed().stream()
                            .map(series -> "count(" + series + ") > 0")
                            .toList())),
            "The objectives of %s cannot be measured.".formatted(plan.service()),
            "Targets of %s are up, but there was no request yet, or its metrics are not those of the profile %s with a bucket of %s."
                .formatted(
                    plan.service(), plan.text("slo.profile"), plan.text("slo.latencyThreshold"))));
    return rules;
  }

  private Map<String, String> labels(String severity) {
    Map<String, String> labels = Slo.identity(plan);
    if (!plan.text("slo.labels").isEmpty()) {
      Arrays.stream(plan.text("slo.labels").split(","))
          .map(label -> label.split("=", 2))
          .forEach(label -> labels.put(label[0], label[1]));
    }
    labels.put("severity", severity);
    labels.put("team", plan.team());
    labels.put("tier", plan.tier().text());
    return labels;
  }

  private Rule alert(
      String name,
      @Nullable String after,
      Map<String, String> labels,
      String expression,
      String summary,
      String description) {
    RuleBuilder alert =
        new RuleBuilder()
            .withAlert(name)
            .withNewExpr(expression)
            .withFor(after)
            .withLabels(labels)
            .addToAnnotations("description", description)
            .addToAnnotations("summary", summary);
    plan.platform().runbookOf(name).ifPresent(url -> alert.addToAnnotations("runbook_url", url));
    return alert.build();
  }
}
