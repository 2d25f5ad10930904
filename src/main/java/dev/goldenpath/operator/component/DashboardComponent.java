package dev.goldenpath.operator.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.path.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A Grafana dashboard as a ConfigMap that Grafana's sidecar finds by its label. No data source is
 * fixed: the reader picks one.
 */
final class DashboardComponent implements Component {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "dashboard";
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(ApiKind.builtIn("", "v1", "ConfigMap", "configmaps"));
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return List.of(
        new ConfigMapBuilder()
            .withMetadata(Labels.metadata(plan, this, "golden-dashboard"))
            .editMetadata()
            .addToLabels("grafana_dashboard", "1")
            .endMetadata()
            .addToData(plan.service() + "-golden.json", json(dashboard(plan)))
            .build());
  }

  @Override
  public boolean keptOnRelease() {
    return false;
  }

  private static Map<String, Object> dashboard(ServicePlan plan) {
    String id = "{namespace=\"" + plan.service() + "\",goldenservice=\"" + plan.service() + "\"}";
    String requests = "goldenservice:requests:rate5m" + id;
    String bad = "goldenservice:bad_requests:rate5m" + id;
    List<Map<String, Object>> panels = new ArrayList<>();
    panels.add(panel(0, "Requests", "reqps", requests));
    panels.add(
        panel(
            1,
            "Failed requests",
            "percentunit",
            bad + " / ignoring(slo) group_left() " + requests));
    panels.add(
        panel(2, "Alerts firing", "short", "ALERTS{alertstate=\"firing\"," + id.substring(1)));
    panels.add(
        panel(
            3,
            "Targets up",
            "short",
            "sum(up{namespace=\"" + plan.service() + "\",job=\"" + plan.service() + "\"})"));

    Map<String, Object> dashboard = new LinkedHashMap<>();
    dashboard.put("uid", uid(plan.service()));
    dashboard.put("title", plan.service() + " (golden path)");
    dashboard.put("tags", List.of("golden-service", plan.team(), plan.tier().text()));
    dashboard.put("editable", false);
    dashboard.put("schemaVersion", 39);
    dashboard.put("time", Map.of("from", "now-6h"));
    dashboard.put(
        "templating",
        Map.of(
            "list",
            List.of(ordered("name", "datasource", "type", "datasource", "query", "prometheus"))));
    dashboard.put("panels", panels);
    return dashboard;
  }

  private static Map<String, Object> panel(int index, String title, String unit, String query) {
    Map<String, Object> source = ordered("type", "prometheus", "uid", "${datasource}");
    Map<String, Object> panel = ordered("id", index + 1, "type", "timeseries", "title", title);
    panel.put("datasource", source);
    panel.put("gridPos", ordered("x", index % 2 * 12, "y", index / 2 * 8, "w", 12, "h", 8));
    panel.put("fieldConfig", Map.of("defaults", Map.of("unit", unit)));
    panel.put("targets", List.of(ordered("refId", "A", "datasource", source, "expr", query)));
    return panel;
  }

  /** A map that keeps the order of its keys: the rendered text must not change by itself. */
  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /** Grafana allows 40 characters; the same service always gets the same one. */
  private static String uid(String service) {
    return UUID.nameUUIDFromBytes(("goldenpath.dev/" + service).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static String json(Map<String, Object> dashboard) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(dashboard) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
