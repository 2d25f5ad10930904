package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ResourceDefinition;
import dev.goldenpath.operator.support.WithWorkloads;
import dev.goldenpath.tryout.LocalPlatform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects of services, by the product's own packages. */
final class Rendering {
  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final GoldenPath path = path().current();
  private final PlanResolver plans = new PlanResolver(Components.catalogue(), Set.of());

  /** One of a service's objects, in the client's form. */
  record Rendered(Component component, ApiKind kind, GenericKubernetesResource object) {
    void apply(KubernetesClient client, PatchContext how) {
      var resources = client.genericKubernetesResources(ResourceDefinition.of(kind));
      (kind.namespaced()
              ? resources.inNamespace(object.getMetadata().getNamespace()).resource(object)
              : resources.resource(object))
          .patch(how);
    }
  }

  private static GoldenPathSource path() {
    return Services.IMAGE.isPresent()
        ? LocalPlatform.path(Optional.of(WithWorkloads.PATH_WITH_A_GATEWAY))
        : LocalPlatform.builtInPath();
  }

  /** The plan of a service, which has a uid. */
  ServicePlan plan(GoldenService service) {
    return plans.resolve(service, path).plan().orElseThrow();
  }

  /** Everything that the service gets, in the order in which it can be created. */
  List<Rendered> objects(ServicePlan plan) {
    return Components.ALL.stream()
        .flatMap(
            component ->
                component.desired(plan).stream()
                    .map(
                        object ->
                            new Rendered(
                                component,
                                component.kindOf(plan.platform(), object),
                                generic(object))))
        .toList();
  }

  /** By way of a map, so that nothing in it is of another class. */
  private GenericKubernetesResource generic(HasMetadata object) {
    return serialization.convertValue(
        serialization.convertValue(object, Map.class), GenericKubernetesResource.class);
  }
}
