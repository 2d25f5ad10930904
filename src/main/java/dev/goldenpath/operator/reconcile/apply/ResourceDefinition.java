package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** A kind as the client needs it, so that it does not ask the API server for it. */
public final class ResourceDefinition {
  private ResourceDefinition() {}

  /** The definition of the kind. */
  public static ResourceDefinitionContext of(ApiKind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(kind.version())
        .withKind(kind.kind())
        .withPlural(kind.plural())
        .withNamespaced(kind.namespaced())
        .build();
  }
}
