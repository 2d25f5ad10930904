package dev.goldenpath.operator.reconcile.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.Predicate;

/**
 * Keeps objects that may belong to a service. All other objects with our label, which anyone may
 * write, share one entry: the last of them is kept without its content, so that the informer's own
 * bookkeeping stays small.
 */
final class SecondaryItemStore extends BasicItemStore<GenericKubernetesResource> {
  private static final String ELSEWHERE = "//";

  private final Predicate<GenericKubernetesResource> isHome;

  /**
   * Creates an empty store.
   *
   * @param isHome whether an object has a name that a service's object may have in its namespace
   */
  SecondaryItemStore(Predicate<GenericKubernetesResource> isHome) {
    super(object -> isHome.test(object) ? Cache.metaNamespaceKeyFunc(object) : ELSEWHERE);
    this.isHome = isHome;
  }

  @Override
  public GenericKubernetesResource put(String key, GenericKubernetesResource object) {
    return super.put(key, isHome.test(object) ? CachedObject.of(object) : bare(object));
  }

  private static GenericKubernetesResource bare(GenericKubernetesResource object) {
    GenericKubernetesResource bare = new GenericKubernetesResource();
    bare.setApiVersion(object.getApiVersion());
    bare.setKind(object.getKind());
    bare.setMetadata(
        new ObjectMetaBuilder()
            .withName(object.getMetadata().getName())
            .withNamespace(object.getMetadata().getNamespace())
            .withResourceVersion(object.getMetadata().getResourceVersion())
            .build());
    return bare;
  }
}
