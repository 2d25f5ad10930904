package dev.goldenpath.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A running Prometheus. */
public final class Prometheus {
  private final JsonApi api;

  Prometheus(int port) {
    this.api = new JsonApi(port);
  }

  boolean isReady() {
    return api.isReady();
  }

  /** The series that an instant query finds. */
  public List<JsonNode> query(String expression) {
    return list(get("query", Map.of("query", expression)).get("result"));
  }

  /** The series that a query finds within a while, a value each 15 seconds. */
  public List<JsonNode> queryRange(String expression, Instant from, Instant until) {
    return queryRange(expression, from, until, Duration.ofSeconds(15));
  }

  /** The same with a value each so often. */
  public List<JsonNode> queryRange(String expression, Instant from, Instant until, Duration step) {
    return list(
        get(
                "query_range",
                Map.of(
                    "query",
                    expression,
                    "start",
                    from.toString(),
                    "end",
                    until.toString(),
                    "step",
                    String.valueOf(step.toSeconds())))
            .get("result"));
  }

  /**
   * When a series has had samples, as the rules or the scrapes made them; within a quarter hour.
   */
  public List<Instant> samples(String selector) {
    List<Instant> instants = new ArrayList<>();
    for (JsonNode series : query(selector + "[15m]")) {
      series
          .get("values")
          .forEach(
              value -> instants.add(Instant.ofEpochMilli((long) (value.get(0).asDouble() * 1000))));
    }
    return instants.stream().sorted().toList();
  }

  /** The labels of the targets that are up. */
  public List<Map<String, String>> targetsUp() {
    return list(get("targets", Map.of("state", "active")).get("activeTargets")).stream()
        .filter(target -> target.get("health").asText().equals("up"))
        .map(target -> labels(target.get("labels")))
        .toList();
  }

  /** The names of all rules that are loaded, and how their last evaluation went. */
  public Map<String, String> ruleHealth() {
    Map<String, String> health = new TreeMap<>();
    get("rules", Map.of())
        .get("groups")
        .forEach(
            group ->
                group
                    .get("rules")
                    .forEach(
                        rule ->
                            health.put(
                                rule.get("name").asText() + rule.get("labels"),
                                rule.get("health").asText())));
    return health;
  }

  private JsonNode get(String what, Map<String, String> parameters) {
    return api.get("/api/v1/" + what, parameters).get("data");
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  static Map<String, String> labels(JsonNode node) {
    Map<String, String> labels = new TreeMap<>();
    node.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }
}
