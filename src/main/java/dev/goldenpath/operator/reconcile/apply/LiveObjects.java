package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of services as last seen, without a request. */
public interface LiveObjects {
  /**
   * Why a kind cannot be used now.
   *
   * @return empty if it can
   */
  Optional<ApplyResult.Failed> unavailable(ApiKind kind);

  /**
   * One object.
   *
   * @param namespace null for kinds that have none
   */
  Optional<GenericKubernetesResource> find(ApiKind kind, @Nullable String namespace, String name);

  /** Takes in the answer to a write, so that the next reconciliation sees no older object. */
  void remember(ApiKind kind, GenericKubernetesResource written);
}
