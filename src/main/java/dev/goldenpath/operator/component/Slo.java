package dev.goldenpath.operator.component;

import dev.goldenpath.operator.plan.ServicePlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One objective of a service, and the series that its rules record.
 *
 * @param name {@code availability} or {@code latency}; also the parameter
 * @param objective the share of requests that must be good, in percent
 */
record Slo(ServicePlan plan, String name, BigDecimal objective) {
  static final String REQUESTS = "goldenservice:requests:rate5m";
  static final String BAD = "goldenservice:bad_requests:rate5m";
  static final String BAD_HOUR = "goldenservice:bad_requests:rate1h";
  static final String BUDGET = "goldenservice:error_budget_remaining:ratio";
  static final String OBJECTIVE = "goldenservice:objective:ratio";

  private static final String NAME = "slo";

  /** Those of a service. */
  static List<Slo> of(ServicePlan plan) {
    return List.of(of(plan, "availability"), of(plan, "latency"));
  }

  private static Slo of(ServicePlan plan, String name) {
    return new Slo(plan, name, new BigDecimal(plan.text("slo." + name)));
  }

  /** The share of requests that may be bad: 0.001 for 99.9 %. */
  String budget() {
    return plain(BigDecimal.valueOf(100).subtract(objective).movePointLeft(2));
  }

  /** 0.999 for 99.9 %. */
  String ratio() {
    return plain(objective.movePointLeft(2));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** A recorded series of this objective. */
  String series(String metric) {
    return PromQl.selector(metric, matchers());
  }

  /** Its alerts that fire. */
  String firing() {
    return firing(plan, name);
  }

  /** The alerts of a service that fire; those of no objective where its name is empty. */
  static String firing(ServicePlan plan, String objective) {
    List<String> matchers = new Slo(plan, objective, BigDecimal.ZERO).matchers();
    return PromQl.selector(
        "ALERTS", Stream.concat(matchers.stream(), Stream.of("alertstate=\"firing\"")).toList());
  }

  private List<String> matchers() {
    return List.of(namespace(), service(), NAME + "=" + PromQl.quoted(name));
  }

  /** The recorded rate of all requests, which every objective of the service shares. */
  String requests() {
    return PromQl.selector(REQUESTS, List.of(namespace(), service()));
  }

  /**
   * The labels of the recorded series: nothing that changes with team or tier, or history is lost.
   */
  Map<String, String> labels() {
    Map<String, String> labels = identity(plan);
    labels.put(NAME, name);
    return labels;
  }

  static Map<String, String> identity(ServicePlan plan) {
    return new TreeMap<>(Map.of("namespace", plan.service(), "goldenservice", plan.service()));
  }

  private String namespace() {
    return "namespace=" + PromQl.quoted(plan.service());
  }

  private String service() {
    return "goldenservice=" + PromQl.quoted(plan.service());
  }
}
