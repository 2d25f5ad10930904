package dev.goldenpath.operator.component;

import dev.goldenpath.operator.path.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The availability objective as recording rules and two burn-rate alerts, after chapter 5 of the
 * SRE workbook: one pages when 2 % of the 30 days' error budget burns in an hour, one warns when 10
 * % burns in three days. Rates of events are recorded, never ratios: an idle hour stores no NaN,
 * and long windows weigh each request the same.
 */
final class SloComponent implements Component {
  private static final String METRIC = "http_server_request_duration_seconds_count";
  private static final String REQUESTS = "goldenservice:requests:rate5m";
  private static final String BAD = "goldenservice:bad_requests:rate5m";
  private static final String BAD_HOUR = "goldenservice:bad_requests:rate1h";

  /** Fewer failures than this in the long window never alert: one failed request is no outage. */
  private static final int MINIMUM_BAD_EVENTS = 5;

  @Override
  public String name() {
    return "slo";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("availability");
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(
        ApiKind.installed("monitoring.coreos.com", "v1", "PrometheusRule", "prometheusrules"));
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return List.of(
        new PrometheusRuleBuilder()
            .withMetadata(Labels.metadata(plan, this, plan.service()))
            .withNewSpec()
            .addNewGroup()
            .withName("goldenservice-" + plan.service())
            .withInterval("30s")
            .withRules(
                record(plan, REQUESTS, Map.of(), total(plan, "5m")),
                record(plan, BAD, Map.of("slo", "availability"), failed(plan, "5m")),
                record(plan, BAD_HOUR, Map.of("slo", "availability"), failed(plan, "1h")),
                page(plan),
                ticket(plan))
            .endGroup()
            .endSpec()
            .build());
  }

  @Override
  public boolean keptOnRelease() {
    return false;
  }

  private static Rule page(ServicePlan plan) {
    String id = id(plan);
    String expression =
        "%s%s / ignoring(slo) group_left() avg_over_time(%s%s[1h]) / %s > 14.4\n"
                .formatted(BAD_HOUR, id, REQUESTS, id, budget(plan))
            + "and\n%s%s / ignoring(slo) group_left() %s%s / %s > 14.4\n"
                .formatted(BAD, id, REQUESTS, id, budget(plan))
            + "and\n3600 * %s%s >= %d".formatted(BAD_HOUR, id, MINIMUM_BAD_EVENTS);
    return alert(plan, "critical", "1h", expression);
  }

  private static Rule ticket(ServicePlan plan) {
    String id = id(plan);
    String expression =
        "sum_over_time(%s%s[3d:5m]) / ignoring(slo) group_left() (864 * avg_over_time(%s%s[3d:5m])) / %s > 1\n"
                .formatted(BAD, id, REQUESTS, id, budget(plan))
            + "and\navg_over_time(%s%s[6h]) / ignoring(slo) group_left() avg_over_time(%s%s[6h]) / %s > 1\n"
                .formatted(BAD, id, REQUESTS, id, budget(plan))
            + "and\n300 * sum_over_time(%s%s[3d:5m]) >= %d".formatted(BAD, id, MINIMUM_BAD_EVENTS);
    return alert(plan, "warning", "3d", expression);
  }

  private static Rule alert(ServicePlan plan, String severity, String window, String expression) {
    Map<String, String> labels = identity(plan);
    labels.putAll(
        Map.of(
            "severity",
            severity,
            "slo",
            "availability",
            "window",
            window,
            "team",
            plan.team(),
            "tier",
            plan.tier().text()));
    return new RuleBuilder()
        .withAlert("GoldenServiceErrorBudgetBurn")
        .withNewExpr(expression)
        .withLabels(labels)
        .addToAnnotations(
            "summary", "The availability error budget of " + plan.service() + " burns too fast.")
        .addToAnnotations(
            "description",
            "Over "
                + window
                + ", requests to "
                + plan.service()
                + " failed {{ $value | humanize }} times as often as "
                + plan.text("slo.availability")
                + " % availability over 30 days allows.")
        .build();
  }

  private static Rule record(
      ServicePlan plan, String name, Map<String, String> labels, String expression) {
    Map<String, String> all = identity(plan);
    all.putAll(labels);
    return new RuleBuilder().withRecord(name).withNewExpr(expression).withLabels(all).build();
  }

  /** A request that got no response has an error type and no status code (OpenTelemetry). */
  private static String failed(ServicePlan plan, String window) {
    return "sum(rate(%1$s{%2$s,http_response_status_code=~\"5..\"}[%3$s]) or rate(%1$s{%2$s,http_response_status_code=\"\",error_type!=\"\"}[%3$s])) or 0 * %4$s"
        .formatted(METRIC, selector(plan), window, total(plan, window));
  }

  private static String total(ServicePlan plan, String window) {
    return "sum(rate(%s{%s}[%s]))".formatted(METRIC, selector(plan), window);
  }

  private static String selector(ServicePlan plan) {
    return "namespace=\"%1$s\",job=\"%1$s\"".formatted(plan.service());
  }

  private static String id(ServicePlan plan) {
    return "{namespace=\"%1$s\",goldenservice=\"%1$s\"}".formatted(plan.service());
  }

  private static Map<String, String> identity(ServicePlan plan) {
    return new TreeMap<>(Map.of("namespace", plan.service(), "goldenservice", plan.service()));
  }

  /** The share of requests that may fail: 0.001 for 99.9 %. */
  private static String budget(ServicePlan plan) {
    return BigDecimal.valueOf(100)
        .subtract(new BigDecimal(plan.text("slo.availability")))
        .movePointLeft(2)
        .stripTrailingZeros()
        .toPlainString();
  }
}
