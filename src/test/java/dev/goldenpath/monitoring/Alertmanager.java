package dev.goldenpath.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running Alertmanager. */
public final class Alertmanager {
  private final JsonApi api;

  Alertmanager(int port) {
    this.api = new JsonApi(port);
  }

  boolean isReady() {
    return api.isReady();
  }

  /** The alerts that fire now, inhibited ones too. */
  public List<JsonNode> alerts() {
    List<JsonNode> alerts = new ArrayList<>();
    api.get("/api/v2/alerts", Map.of("active", "true", "inhibited", "true")).forEach(alerts::add);
    return alerts;
  }

  /** Tells of an alert, as a Prometheus does. */
  public void tell(Map<String, String> labels) {
    api.post("/api/v2/alerts", List.of(Map.of("labels", labels)));
  }
}
