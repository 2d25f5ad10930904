package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.dashboard.Dashboard;
import dev.goldenpath.operator.component.dashboard.DashboardPanel;
import dev.goldenpath.operator.component.dashboard.RequestPanels;
import dev.goldenpath.operator.component.dashboard.ResourcePanels;
import dev.goldenpath.operator.component.dashboard.SloPanels;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A Grafana dashboard as a ConfigMap that Grafana's sidecar finds by its label. The data source is
 * not fixed: the reader picks one.
 */
public final class DashboardComponent implements Component {
  @Override
  public String name() {
    return "dashboard";
  }

  /** Its panels show what these measure, and only of those that a service has. */
  @Override
  public Set<String> dependsOn() {
    return Set.of("postgres", "monitoring", "slo");
  }

  @Override
  public Object settings(Platform platform) {
    return List.of(platform.dashboardLabels(), platform.dashboardAnnotations());
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(ApiKind.builtIn("", "v1", "ConfigMap", "configmaps"));
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of("golden-dashboard");
  }

  @Override
  public boolean isOpenToDevelopers() {
    return true;
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return List.of(
        new ConfigMapBuilder()
            .withMetadata(ObjectMetadata.metadata(plan, this, "golden-dashboard"))
            .editMetadata()
            .addToLabels(plan.platform().dashboardLabels())
            .addToAnnotations(plan.platform().dashboardAnnotations())
            .endMetadata()
            .addToData(plan.service() + "-golden.json", dashboard(plan).json())
            .build());
  }

  private static Dashboard dashboard(ServicePlan plan) {
    ResourcePanels resources = new ResourcePanels(plan, PostgresComponent.NAME);
    return new Dashboard(
        uid(plan.service()),
        plan.service() + " (golden path)",
        List.of("golden-service", plan.team(), plan.tier().text()),
        false,
        Dashboard.SCHEMA,
        new Dashboard.Range("now-6h", "now"),
        new Dashboard.Listed<>(
            List.of(
                new Dashboard.Variable("datasource", "Data source", "datasource", "prometheus"))),
        new Dashboard.Listed<>(resources.annotations()),
        DashboardPanel.laidOut(panels(plan, resources)));
  }

  /** From the objectives to the causes of missing them. */
  private static List<DashboardPanel> panels(ServicePlan plan, ResourcePanels resources) {
    RequestPanels requests = new RequestPanels(plan);
    List<DashboardPanel> panels = new ArrayList<>();
    if (plan.includes("slo")) {
      SloPanels slos = new SloPanels(plan);
      panels.addAll(slos.objectives());
      panels.addAll(slos.burning());
    }
    panels.addAll(requests.requests());
    panels.addAll(resources.saturation());
    panels.addAll(resources.deploys());
    panels.addAll(requests.health());
    return panels;
  }

  /** Grafana allows 40 characters; the same service always gets the same uid. */
  public static String uid(String service) {
    return UUID.nameUUIDFromBytes(("goldenpath.dev/" + service).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
