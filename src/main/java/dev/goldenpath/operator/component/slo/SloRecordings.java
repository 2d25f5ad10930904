package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The recording rules of a service: nine series, or seven if no alert uses an hour. */
public final class SloRecordings {
  private final ServicePlan plan;
  private final SloProfile profile;

  public SloRecordings(ServicePlan plan) {
    this.plan = plan;
    this.profile = new SloProfile(plan);
  }

  /** The rates of requests and of bad ones: the only rules that read the series of pods. */
  public List<Rule> rates() {
    List<Rule> rules = new ArrayList<>();
    rules.add(record(Slo.REQUESTS, profile.total("5m"), Slo.identity(plan)));
    Slo.of(plan).forEach(slo -> rules.add(record(Slo.BAD, bad(slo, "5m"), slo.labels())));
    // From the raw series, since the page would come minutes later if derived from rates over five
    // minutes.
    if (!plan.text("slo.severity1h").equals("none")) {
      Slo.of(plan).forEach(slo -> rules.add(record(Slo.BAD_HOUR, bad(slo, "1h"), slo.labels())));
    }
    return rules;
  }

  /**
   * The remaining budget, and the objective itself: the only series with team and tier, to join on.
   * Missing history counts as free of errors at today's traffic, so that a new service begins with
   * the whole budget.
   */
  public List<Rule> budgets() {
    List<Rule> rules = new ArrayList<>();
    SloWindow window = SloWindow.of(plan);
    for (Slo slo : Slo.of(plan)) {
      String bad = slo.series(Slo.BAD) + window.range();
      String requests = slo.requests() + window.range();
      rules.add(
          record(
              Slo.BUDGET,
              "1 - (sum_over_time(%s) / ignoring(slo) group_left() (%d * avg_over_time(%s))) / %s"
                  .formatted(bad, window.steps(), requests, slo.budget()),
              slo.labels()));
    }
    for (Slo slo : Slo.of(plan)) {
      Map<String, String> labels = slo.labels();
      labels.put("team", plan.team());
      labels.put("tier", plan.tier().text());
      rules.add(record(Slo.OBJECTIVE, "vector(" + slo.ratio() + ")", labels));
    }
    return rules;
  }

  private String bad(Slo slo, String window) {
    return slo.name().equals("availability") ? profile.failed(window) : profile.slow(window);
  }

  private static Rule record(String name, String expression, Map<String, String> labels) {
    return new RuleBuilder().withRecord(name).withNewExpr(expression).withLabels(labels).build();
  }
}
