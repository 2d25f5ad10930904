package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.component.prometheus.PromQl;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The alerts about a service that is gone, or that cannot be measured. Absence alone is not a
 * fault: a service may not be deployed yet, may be idle, or may be scaled to zero. So each needs
 * evidence that there should be something. Evidence from kube-state-metrics counts if Prometheus
 * has it; its absence says nothing.
 */
public final class HealthAlerts {
  /** Whoever was measured within it counts as deployed; far less than the least retention. */
  private static final String REMEMBERED = "[7d:1h]";

  /** Longer than a weekend: many libraries have no series until the first request. */
  private static final String IDLE = "[3d:1h]";

  private final ServicePlan plan;
  private final SloProfile profile;
  private final AlertRules rules;
  private final String up;

  public HealthAlerts(ServicePlan plan) {
    this.plan = plan;
    this.profile = new SloProfile(plan);
    this.rules = new AlertRules(plan);
    this.up = PromQl.selector("up", SloProfile.identity(plan));
  }

  /** Those whose severity is not {@code none}. */
  public List<Rule> all() {
    List<Rule> alerts = new ArrayList<>();
    String down = plan.text("slo.severityDown");
    if (!down.equals("none")) {
      alerts.add(down(down));
    }
    String missing = plan.text("slo.severityMissing");
    if (!missing.equals("none")) {
      alerts.add(metricsMissing(missing));
      alerts.add(sliMissing(missing));
    }
    return alerts;
  }

  private Rule down(String severity) {
    return rules.alert(
        "GoldenServiceDown",
        "5m",
        rules.labels(severity),
        "(max(max_over_time(%s[1h])) == 1) unless (max(%s) == 1)".formatted(up, up),
        "No target of %s is up.".formatted(plan.service()),
        "A target of %s was up within the last hour, and none is now.".formatted(plan.service()));
  }

  /** Something runs, or ran within a week, and Prometheus reaches nothing of it. */
  private Rule metricsMissing(String severity) {
    return rules.alert(
        "GoldenServiceMetricsMissing",
        "15m",
        rules.labels(severity),
        "(%s)\nunless (max(%s) == 1)\nunless (%s == 0)"
            .formatted(
                anyOf(
                    "max(" + up + ") == 0",
                    measured(REMEMBERED),
                    workloads(
                            "kube_deployment_status_replicas_ready",
                            "kube_statefulset_status_replicas_ready")
                        + " > 0"),
                up,
                workloads("kube_deployment_spec_replicas", "kube_statefulset_replicas")),
        "Prometheus has no metrics of %s.".formatted(plan.service()),
        "No target of %s is up, and it is not scaled to zero: no Service has the port %s, or Prometheus cannot reach it."
            .formatted(plan.service(), plan.text("monitoring.port")));
  }

  /** Targets are up, and requests are counted, but not in a way that the objectives can use. */
  private Rule sliMissing(String severity) {
    List<String> evidence = new ArrayList<>(otherProfiles());
    evidence.add(0, "count(" + profile.needed().get(0) + ") > 0");
    evidence.add("(%s unless %s)".formatted(measured(REMEMBERED), measured(IDLE)));
    return rules.alert(
        "GoldenServiceSLIMissing",
        "1h",
        rules.labels(severity),
        "(max(%s) == 1)\nand (%s)\nunless (%s)"
            .formatted(
                up,
                anyOf(evidence.toArray(String[]::new)),
                profile.needed().stream()
                    .map(series -> "count(" + series + ") > 0")
                    .collect(Collectors.joining(" and "))),
        "The objectives of %s cannot be measured.".formatted(plan.service()),
        "Targets of %s are up, but requests are counted by other names than those of the profile %s, no bucket is %s, or the metrics have been missing for three days."
            .formatted(
                plan.service(), plan.text("slo.profile"), plan.text("slo.latencyThreshold")));
  }

  /** Requests by the names of other profiles. A service of its own names may serve HTTP, too. */
  private List<String> otherProfiles() {
    String own = plan.text("slo.profile");
    return own.equals("custom")
        ? List.of()
        : MetricNames.others(own)
            .map(other -> other.counted(SloProfile.identity(plan)))
            .map(requests -> PromQl.sumOfRates(requests, "1h") + " > 0")
            .toList();
  }

  /** The recorded rate: cheap over days, unlike the series of every pod. */
  private String measured(String range) {
    return "sum(count_over_time(" + Slo.of(plan).get(0).requests() + range + ")) > 0";
  }

  private String workloads(String deployments, String statefulSets) {
    List<String> here = List.of("namespace=" + PromQl.quoted(plan.service()));
    return "sum(%s or %s)"
        .formatted(PromQl.selector(deployments, here), PromQl.selector(statefulSets, here));
  }

  private static String anyOf(String... expressions) {
    return String.join("\n  or ", expressions);
  }
}
