package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of services as last observed, without a request. */
public interface LiveObjects {
  /**
   * Why a kind is not available now.
   *
   * @return empty if it is available
   */
  Optional<ApplyResult.Failed> unavailable(ApiKind kind);

  /**
   * One object.
   *
   * @param namespace null for cluster-scoped kinds
   */
  Optional<GenericKubernetesResource> find(ApiKind kind, @Nullable String namespace, String name);

  /** Stores the answer to a write, so that the next reconciliation does not see an older object. */
  void remember(ApiKind kind, GenericKubernetesResource written);
}
