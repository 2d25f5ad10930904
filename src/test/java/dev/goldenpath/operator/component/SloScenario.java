package dev.goldenpath.operator.component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Traffic, and what the rules of a service make of it, to the second.
 *
 * @param overrides slo parameters by name
 * @param series input, by series
 * @param step of samples and evaluation
 * @param length until when
 * @param expected what fires
 */
record SloScenario(
    String name,
    String tier,
    Map<String, String> overrides,
    Map<String, String> series,
    Duration step,
    Duration length,
    List<Expected> expected) {

  /**
   * An alert.
   *
   * @param matchers of the alert's labels
   * @param theory the predicted minute, counted from the beginning; null where it never fires
   * @param first second at which it fires first; null where never
   * @param last second at which it fires last
   */
  record Expected(String matchers, String theory, Long first, Long last) {}

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
        name, tier, Map.of(), series, traffic.step(), traffic.length(), List.of());
  }

  /** With other series than those of the traffic. */
  SloScenario with(Map<String, String> others) {
    return new SloScenario(name, tier, overrides, others, step, length, expected);
  }

  SloScenario overriding(Map<String, String> others) {
    return new SloScenario(name, tier, others, series, step, length, expected);
  }

  /** Fires, and at last resolves; times in seconds from the beginning. */
  SloScenario fires(String matchers, String theory, long first, long last) {
    return adding(new Expected(matchers, theory, first, last));
  }

  SloScenario never(String matchers) {
    return adding(new Expected(matchers, null, null, null));
  }

  private SloScenario adding(Expected another) {
    List<Expected> all = new ArrayList<>(expected);
    all.add(another);
    return new SloScenario(name, tier, overrides, series, step, length, List.copyOf(all));
  }

  /** The promtool test. */
  Map<String, Object> test(String rules) {
    String end = length.toSeconds() + "s";
    List<Map<String, Object>> checks = new ArrayList<>();
    for (Expected each : expected) {
      String range =
          "(timestamp(ALERTS{alertstate=\"firing\",%s})[%s:%ds])"
              .formatted(each.matchers(), end, step.toSeconds());
      checks.add(check("min(min_over_time" + range + ")", end, each.first()));
      checks.add(check("max(max_over_time" + range + ")", end, each.last()));
    }
    return new TreeMap<>(
        Map.of(
            "rule_files",
            List.of(rules),
            "evaluation_interval",
            step.toSeconds() + "s",
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

  private static Map<String, Object> check(String expression, String at, Long value) {
    return Map.of(
        "expr",
        expression,
        "eval_time",
        at,
        "exp_samples",
        value == null ? List.of() : List.of(Map.of("labels", "{}", "value", value)));
  }
}
