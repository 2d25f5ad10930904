package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** Every kind is available, and no object is known. */
public final class NoCache implements LiveObjects {
  @Override
  public Optional<ApplyResult.Failed> unavailable(ApiKind kind) {
    return Optional.empty();
  }

  @Override
  public Optional<GenericKubernetesResource> find(ApiKind kind, String namespace, String name) {
    return Optional.empty();
  }

  @Override
  public void remember(ApiKind kind, GenericKubernetesResource read) {}

  @Override
  public void forget(ApiKind kind, GenericKubernetesResource deleted) {}

  @Override
  public Write begin(ApiKind kind, String namespace, String name) {
    return NOT_OBSERVED;
  }
}
