package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.preview.PreviewedService;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether a candidate would change a service, by the API server: every object that the service
 * would have is dry-run, and what comes back is compared with what is there.
 */
final class DryRunComparison {
  private final PlanResolver plans;
  private final ObjectClient objects;
  private final GoldenPath candidate;

  DryRunComparison(PlanResolver plans, ObjectClient objects, GoldenPath candidate) {
    this.plans = plans;
    this.objects = objects;
    this.candidate = candidate;
  }

  /**
   * Whether something of a service would change.
   *
   * @param live all objects of the service
   */
  boolean changes(PreviewedService service, List<GenericKubernetesResource> live) {
    Optional<ServicePlan> plan =
        plans
            .resolve(
                service.service(),
                candidate,
                service.remembered(),
                service.established(),
                service.live())
            .plan();
    return plan.isPresent()
        && plan.get().hatches().paused().isEmpty()
        && Components.ALL.stream()
            .filter(component -> !plan.get().hatches().ejects(component.name()))
            .anyMatch(component -> changes(component, plan.get(), live));
  }

  private boolean changes(
      Component component, ServicePlan plan, List<GenericKubernetesResource> live) {
    List<DesiredState.Variant> variants =
        plan.includes(component.name())
            ? DesiredState.of(component, plan).variants()
            : List.of(new DesiredState.Variant(Optional.empty(), List.of()));
    for (DesiredState.Variant variant : variants) {
      try {
        return changes(component, variant.objects(), live);
      } catch (KubernetesClientException e) {
        // Then it would be built without that patch.
      }
    }
    // What is refused would have changed.
    return true;
  }

  private boolean changes(
      Component component, List<DesiredObject> wanted, List<GenericKubernetesResource> live) {
    Set<String> names = new HashSet<>();
    boolean changes = false;
    for (DesiredObject object : wanted) {
      names.add(key(object.resource()));
      Optional<GenericKubernetesResource> now =
          live.stream().filter(each -> key(each).equals(key(object.resource()))).findFirst();
      boolean isLeft =
          now.filter(each -> each.getMetadata().getAnnotations().containsKey(Annotations.UNMANAGED))
              .isPresent();
      changes |= !isLeft && (now.isEmpty() || !isSame(now.get(), object));
    }
    return changes
        || live.stream()
            .filter(each -> component.name().equals(labels(each).get(Labels.COMPONENT)))
            .anyMatch(each -> !names.contains(key(each)));
  }

  private static Map<String, String> labels(GenericKubernetesResource object) {
    return object.getMetadata().getLabels();
  }

  private boolean isSame(GenericKubernetesResource live, DesiredObject desired) {
    return content(objects.tryOut(desired.kind(), desired.resource())).equals(content(live));
  }

  static Map<String, Object> content(GenericKubernetesResource object) {
    Map<String, Object> content = new TreeMap<>(object.getAdditionalProperties());
    content.remove("status");
    content.put("labels", object.getMetadata().getLabels());
    // What the operator remembers is no part of the desired state.
    Map<String, String> annotations = new TreeMap<>(object.getMetadata().getAnnotations());
    annotations.remove(Annotations.HATCHES);
    content.put("annotations", annotations);
    return content;
  }

  private static String key(GenericKubernetesResource object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }
}
