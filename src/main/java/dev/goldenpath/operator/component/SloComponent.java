package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import dev.goldenpath.operator.component.slo.HealthAlerts;
import dev.goldenpath.operator.component.slo.SloAlerts;
import dev.goldenpath.operator.component.slo.SloContradictions;
import dev.goldenpath.operator.component.slo.SloRecordings;
import dev.goldenpath.operator.component.slo.SloWarnings;
import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.goldenpath.Requested;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objectives of a service, availability and latency, as recording rules and alerts. Rates of
 * events are recorded, never ratios: an idle hour stores no NaN, long windows weigh every request
 * equally, and only the recorded series are read over long windows, not those of every pod.
 */
final class SloComponent implements Component {
  @Override
  public String name() {
    return "slo";
  }

  @Override
  public Set<String> parameters() {
    return Set.of(
        "profile",
        "availability",
        "latency",
        "latencyThreshold",
        "window",
        "badStatus",
        "exclude",
        "minimumBadEvents",
        "severity1h",
        "severity6h",
        "severity1d",
        "severity3d",
        "severityDown",
        "severityMissing",
        "labels",
        "total",
        "bad",
        "fast");
  }

  /** An alert names the port that has no metrics. */
  @Override
  public Set<String> dependsOn() {
    return Set.of("monitoring");
  }

  @Override
  public Object settings(Platform platform) {
    return List.of(platform.monitoringLabels(), platform.runbookUrl());
  }

  @Override
  public List<Contradiction> contradictions(
      Map<String, String> values, Requested requested, Platform platform) {
    return SloContradictions.in(values);
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(
        ApiKind.installed("monitoring.coreos.com", "v1", "PrometheusRule", "prometheusrules"));
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of(service);
  }

  @Override
  public boolean measuresErrorBudget() {
    return true;
  }

  @Override
  public boolean isOpenToDevelopers() {
    return true;
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    SloRecordings recordings = new SloRecordings(plan);
    SloAlerts alerts = new SloAlerts(plan);
    List<Rule> fast = new ArrayList<>(recordings.rates());
    fast.addAll(alerts.burning(false));
    List<Rule> slow = new ArrayList<>(recordings.budgets());
    slow.addAll(alerts.burning(true));
    return List.of(
        new PrometheusRuleBuilder()
            .withMetadata(ObjectMetadata.metadata(plan, this, plan.service()))
            .editMetadata()
            .addToLabels(plan.platform().monitoringLabels())
            .endMetadata()
            .withNewSpec()
            .withGroups(
                group(plan, "burn", "30s", fast),
                group(plan, "budget", "5m", slow),
                group(plan, "health", "1m", new HealthAlerts(plan).all()))
            .endSpec()
            .build());
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    PrometheusSelection.Result selection =
        observed.selectedBy(PrometheusSelection.RULE, plan.platform());
    return Readiness.of(selection).with(SloWarnings.of(plan, selection.selectedBy()));
  }

  private static RuleGroup group(ServicePlan plan, String name, String interval, List<Rule> rules) {
    return new RuleGroupBuilder()
        .withName("goldenservice-" + plan.service() + "-" + name)
        .withInterval(interval)
        .withRules(rules)
        .build();
  }
}
