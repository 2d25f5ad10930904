package dev.goldenpath.operator.component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Traffic, and what the rules of a service make of it, to the second.
 *
 * @param overrides slo parameters by name
 * @param series input, by series
 * @param step of samples and evaluation
 * @param length until when
 * @param faultFrom when what is wrong begins
 * @param faultUntil when it is right again
 * @param expected what fires
 */
record SloScenario(
    String name,
    String tier,
    Map<String, String> overrides,
    Map<String, String> series,
    Duration step,
    Duration length,
    Duration faultFrom,
    Duration faultUntil,
    List<Expected> expected) {

  /**
   * An alert. Predictions are minutes: to the firing from the beginning of the fault, to the
   * resolving from its end.
   *
   * @param matchers of the alert's labels
   * @param first second at which it fires first; null where it never does
   * @param last second at which it fires last
   */
  record Expected(
      String matchers, String predictedFiring, Long first, String predictedResolving, Long last) {}

  static SloScenario of(String name, String tier, Traffic traffic) {
    Map<String, String> series = new LinkedHashMap<>();
    String id = "namespace=\"checkout\",job=\"checkout\"";
    String metric = "http_server_request_duration_seconds";
    String ok = ",http_response_status_code=\"200\"";
    series.put(metric + "_count{" + id + ok + "}", traffic.succeeded());
    series.put(metric + "_count{" + id + ",http_response_status_code=\"503\"}", traffic.failed());
    for (String le : List.of("0.5", "1.0")) {
      series.put(metric + "_bucket{" + id + ok + ",le=\"" + le + "\"}", traffic.fast());
    }
    series.put("up{" + id + ",instance=\"a\"}", traffic.up());
    return new SloScenario(
        name,
        tier,
        Map.of(),
        series,
        traffic.step(),
        traffic.length(),
        traffic.faultFrom(),
        traffic.faultUntil(),
        List.of());
  }

  /** With other series than those of the traffic. */
  SloScenario with(Map<String, String> others) {
    return new SloScenario(
        name, tier, overrides, others, step, length, faultFrom, faultUntil, expected);
  }

  SloScenario overriding(Map<String, String> others) {
    return new SloScenario(
        name, tier, others, series, step, length, faultFrom, faultUntil, expected);
  }

  /** With another fault than what is bad in the traffic. */
  SloScenario fault(Duration from, Duration until) {
    return new SloScenario(name, tier, overrides, series, step, length, from, until, expected);
  }

  /** Fires, and at last resolves; see {@link Expected}. */
  SloScenario fires(String matchers, String firing, long first, String resolving, long last) {
    return adding(new Expected(matchers, firing, first, resolving, last));
  }

  SloScenario never(String matchers) {
    return adding(new Expected(matchers, null, null, null, null));
  }

  private SloScenario adding(Expected another) {
    List<Expected> all = new ArrayList<>(expected);
    all.add(another);
    return new SloScenario(
        name, tier, overrides, series, step, length, faultFrom, faultUntil, List.copyOf(all));
  }

  /**
   * The promtool test.
   *
   * @param tolerance how far from the expected times the alerts may fire and resolve
   */
  Map<String, Object> test(String rules, Duration tolerance) {
    String end = length.toSeconds() + "s";
    List<Map<String, Object>> checks = new ArrayList<>();
    for (Expected each : expected) {
      String range =
          "(timestamp(ALERTS{alertstate=\"firing\",%s})[%s:%ds])"
              .formatted(each.matchers(), end, step.toSeconds());
      checks.add(check("min(min_over_time" + range + ")", end, each.first(), tolerance));
      checks.add(check("max(max_over_time" + range + ")", end, each.last(), tolerance));
    }
    return new TreeMap<>(
        Map.of(
            "rule_files",
            List.of(rules),
            "evaluation_interval",
            step.toSeconds() + "s",
            // Else their order is another in each run, and times differ by an evaluation.
            "group_eval_order",
            Stream.of("burn", "budget", "health")
                .map(group -> "goldenservice-checkout-" + group)
                .toList(),
            "tests",
            List.of(
                Map.of(
                    "interval",
                    step.toSeconds() + "s",
                    "input_series",
                    series.entrySet().stream()
                        .map(e -> Map.of("series", e.getKey(), "values", e.getValue()))
                        .toList(),
                    "promql_expr_test",
                    checks))));
  }

  private static Map<String, Object> check(
      String time, String at, Long expected, Duration tolerance) {
    if (expected == null) {
      return check(time, at, List.of());
    }
    return tolerance.isZero()
        ? check(time, at, List.of(Map.of("labels", "{}", "value", expected)))
        : check(
            "abs(%s - %d) <= bool %d".formatted(time, expected, tolerance.toSeconds()),
            at,
            List.of(Map.of("labels", "{}", "value", 1)));
  }

  private static Map<String, Object> check(String expression, String at, List<?> samples) {
    return Map.of("expr", expression, "eval_time", at, "exp_samples", samples);
  }
}
