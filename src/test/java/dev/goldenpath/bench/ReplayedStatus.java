package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.ObservedState;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkloads;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statuses that the operator would write, if nothing came in between. */
final class ReplayedStatus {
  private static final PrometheusWorkloads NO_WORKLOADS =
      new PrometheusWorkloads(List.of(), Map.of());

  private final StatusAssembler statuses = new StatusAssembler(Clock.systemUTC());

  /** How far the database is. */
  enum Database {
    STARTING,
    READY
  }

  /** The status after the objects were applied. */
  GoldenServiceStatus of(
      GoldenService service,
      ServicePlan plan,
      List<Rendering.Rendered> objects,
      Optional<GoldenServiceStatus> before,
      Database database) {
    if (database == Database.READY) {
      objects.stream()
          .filter(rendered -> rendered.kind().kind().equals("Cluster"))
          .forEach(rendered -> start(rendered.object()));
    }
    return statuses.assemble(
        before,
        service.getMetadata().getGeneration(),
        plan,
        Components.ALL.stream().map(component -> fact(component, plan, objects)).toList(),
        RememberedHatches.NONE,
        AnnotationTimes.NONE);
  }

  private static void start(GenericKubernetesResource cluster) {
    Number instances = cluster.get("spec", "instances");
    cluster.setAdditionalProperty("status", Map.of("readyInstances", instances));
  }

  private static ComponentFact fact(
      Component component, ServicePlan plan, List<Rendering.Rendered> objects) {
    List<GenericKubernetesResource> live =
        objects.stream()
            .filter(rendered -> rendered.component().equals(component))
            .map(Rendering.Rendered::object)
            .toList();
    Map<String, String> labels = objects.get(0).object().getMetadata().getLabels();
    return ComponentFact.of(
        component,
        component.readiness(
            plan, new ObservedState(() -> live, List.of(), labels, Set.of(), () -> NO_WORKLOADS)));
  }
}
