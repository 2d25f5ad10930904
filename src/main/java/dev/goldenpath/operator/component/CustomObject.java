package dev.goldenpath.operator.component;

import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/** An object of a kind that comes with a CRD and has no class of its own in the client. */
final class CustomObject {
  private CustomObject() {}

  /** Such an object of a component. */
  static HasMetadata of(
      ServicePlan plan, Component component, ApiKind kind, String name, @Nullable Object spec) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion(kind.apiVersion());
    object.setKind(kind.kind());
    object.setMetadata(ObjectMetadata.metadata(plan, component, name));
    object.setAdditionalProperty("spec", spec);
    return object;
  }
}
