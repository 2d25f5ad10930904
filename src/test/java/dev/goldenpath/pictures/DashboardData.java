package dev.goldenpath.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.monitoring.StandalonePrometheus;
import dev.goldenpath.operator.component.Rendering;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a Prometheus answers to the dashboard: it has the traffic, and what the rules record. */
final class DashboardData implements AutoCloseable {
  static final Duration SHOWN = Duration.ofHours(6);
  private static final Duration STEP = Duration.ofMinutes(3);
  private static final Instant END = DashboardTraffic.END;

  private final StandalonePrometheus prometheus;

  /** A line of a chart, or a number; times are seconds. */
  record Series(Map<String, String> labels, List<Point> points) {
    double last() {
      return points.get(points.size() - 1).value();
    }
  }

  record Point(long time, double value) {}

  private DashboardData(StandalonePrometheus prometheus) {
    this.prometheus = prometheus;
  }

  /** Starts it with the traffic, records what the rules of the service say, and starts it again. */
  static DashboardData start(Path workDir) {
    DashboardData data = new DashboardData(new StandalonePrometheus(workDir));
    PrometheusRule rules =
        Rendering.only(Rendering.plan("gold", Map.of()), "slo", PrometheusRule.class);
    StringBuilder series = new StringBuilder(DashboardTraffic.text());
    data.prometheus.start(series + "# EOF\n");
    for (RuleGroup group : rules.getSpec().getGroups()) {
      group.getRules().stream()
          .filter(rule -> rule.getRecord() != null)
          .forEach(rule -> series.append(data.recorded(rule)));
      data.prometheus.start(series + "# EOF\n");
    }
    return data;
  }

  private String recorded(Rule rule) {
    Duration past = DashboardTraffic.RAW.minusMinutes(5);
    List<JsonNode> found =
        prometheus
            .api()
            .queryRange(rule.getExpr().getStrVal(), END.minus(past), END, Duration.ofMinutes(1));
    return found.stream()
        .flatMap(each -> series(each).points().stream())
        .map(point -> sample(rule, point))
        .collect(Collectors.joining());
  }

  private static String sample(Rule rule, Point point) {
    String labels =
        new TreeMap<>(rule.getLabels())
            .entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(","));
    return "%s{%s} %s %d\n".formatted(rule.getRecord(), labels, point.value(), point.time());
  }

  /** What a target of a panel finds. */
  List<Series> find(JsonNode target) {
    String expression =
        target.get("expr").asText().replace("$__rate_interval", STEP.toSeconds() + 30 + "s");
    boolean instant = target.path("instant").asBoolean();
    List<Series> all = new ArrayList<>();
    for (JsonNode each :
        prometheus.api().queryRange(expression, instant ? END : END.minus(SHOWN), END, STEP)) {
      all.add(series(each));
    }
    return all;
  }

  private static Series series(JsonNode each) {
    Map<String, String> labels = new TreeMap<>();
    each.get("metric")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    List<Point> points = new ArrayList<>();
    each.get("values")
        .forEach(
            value -> {
              double number = Double.parseDouble(value.get(1).asText());
              if (Double.isFinite(number)) {
                points.add(new Point(value.get(0).asLong(), number));
              }
            });
    return new Series(labels, points);
  }

  @Override
  public void close() {
    prometheus.close();
  }
}
