package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.tryout.LocalPlatform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Set;

/**
 * The same objects as the operator's, written as fast as one can: the limit that the operator is
 * compared with. It watches nothing, compares nothing and says nothing.
 */
final class DirectWrites {
  private static final String WRITER = "direct-writes";

  private static final int WARM_UP = 20;

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(WRITER)
          .withForce(true)
          .build();

  private final KubernetesClient client;
  private final GoldenPath path = LocalPlatform.builtInPath().current();
  private final PlanResolver plans = new PlanResolver(Components.catalogue(), Set.of());

  DirectWrites(KubernetesClient client) {
    this.client = client;
  }

  /** Writes all objects of so many services, and returns how long it took on a warm JVM. */
  Duration write(int count) {
    Workers.forEach(Services.named("warm-up", WARM_UP), this::write);
    return Workers.forEach(Services.named("direct", count), this::write);
  }

  private void write(GoldenService service) {
    ServicePlan plan = plans.resolve(Services.withUid(service), path).plan().orElseThrow();
    for (Component component : Components.ALL) {
      component.desired(plan).forEach(object -> apply(kindOf(component, plan, object), object));
    }
  }

  private void apply(ApiKind kind, HasMetadata object) {
    GenericKubernetesResource generic =
        client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
    // Else the operator's caches would hold these objects, too.
    generic.getMetadata().getLabels().put(Labels.MANAGED_BY, WRITER);
    var resources =
        client.genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.namespaced())
                .build());
    (kind.namespaced()
            ? resources.inNamespace(generic.getMetadata().getNamespace()).resource(generic)
            : resources.resource(generic))
        .patch(APPLY);
  }

  private static ApiKind kindOf(Component component, ServicePlan plan, HasMetadata object) {
    return component.kinds(plan.platform()).stream()
        .filter(kind -> kind.kind().equals(object.getKind()))
        .findFirst()
        .orElseThrow();
  }
}
