package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of services as last observed, without a request. */
public interface LiveObjects {
  /** A write to an object that nobody observes. */
  Write NOT_OBSERVED =
      new Write() {
        @Override
        public void answered(GenericKubernetesResource object) {}

        @Override
        public void close() {}
      };

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

  /** Stores an object that was read, since the cache did not contain it. */
  void remember(ApiKind kind, GenericKubernetesResource read);

  /** Removes an object that was deleted, so that the next reconciliation does not see it. */
  void forget(ApiKind kind, GenericKubernetesResource deleted);

  /**
   * Begins a write to an object. Its answer is stored, so that the next reconciliation does not see
   * an older object; and what the watch delivers of it triggers no reconciliation.
   */
  Write begin(ApiKind kind, @Nullable String namespace, String name);

  /** A write under way; the same thread closes it. */
  interface Write extends AutoCloseable {
    /** The object as the server has it since this write. */
    void answered(GenericKubernetesResource object);

    @Override
    void close();
  }
}
