package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.component.prometheus.PromQl;
import dev.goldenpath.operator.plan.ServicePlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One objective of a service, and the series that its rules record.
 *
 * @param name {@code availability} or {@code latency}; also the parameter
 * @param objective the share of requests that must be good, in percent
 */
public record Slo(ServicePlan plan, String name, BigDecimal objective) {
  public static final String REQUESTS = "goldenservice:requests:rate5m";
  public static final String BAD = "goldenservice:bad_requests:rate5m";
  static final String BAD_HOUR = "goldenservice:bad_requests:rate1h";
  public static final String BUDGET = "goldenservice:error_budget_remaining:ratio";
  public static final String OBJECTIVE = "goldenservice:objective:ratio";

  private static final String NAME = "slo";

  /** The objectives of a service. */
  public static List<Slo> of(ServicePlan plan) {
    return List.of(of(plan, "availability"), of(plan, "latency"));
  }

  private static Slo of(ServicePlan plan, String name) {
    return new Slo(plan, name, new BigDecimal(plan.text("slo." + name)));
  }

  /** The share of requests that may be bad: 0.001 for 99.9 %. */
  public String budget() {
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
  public String series(String metric) {
    return PromQl.selector(metric, matchers(plan, name));
  }

  /** Its firing alerts. */
  public String firing() {
    return firing(plan, name);
  }

  /** The firing alerts of a service for an objective; if its name is empty, those without one. */
  public static String firing(ServicePlan plan, String objective) {
    List<String> matchers = new ArrayList<>(matchers(plan, objective));
    matchers.add("alertstate=\"firing\"");
    return PromQl.selector("ALERTS", matchers);
  }

  /** The recorded rate of all requests, which every objective of the service shares. */
  public String requests() {
    return PromQl.selector(REQUESTS, matchers(plan));
  }

  /** The labels of the recorded series: none that changes with team or tier, or history is lost. */
  Map<String, String> labels() {
    Map<String, String> labels = identity(plan);
    labels.put(NAME, name);
    return labels;
  }

  static Map<String, String> identity(ServicePlan plan) {
    return new TreeMap<>(Map.of("namespace", plan.service(), "goldenservice", plan.service()));
  }

  private static List<String> matchers(ServicePlan plan, String objective) {
    List<String> matchers = new ArrayList<>(matchers(plan));
    matchers.add(NAME + "=" + PromQl.quoted(objective));
    return matchers;
  }

  private static List<String> matchers(ServicePlan plan) {
    String service = PromQl.quoted(plan.service());
    return List.of("namespace=" + service, "goldenservice=" + service);
  }
}
