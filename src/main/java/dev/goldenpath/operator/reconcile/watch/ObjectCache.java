package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.reconcile.apply.LiveObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind as the watch and the operator's own writes have left them. A service is
 * reconciled if another has changed one of its objects.
 */
final class ObjectCache implements ResourceEventHandler<GenericKubernetesResource> {
  private final SecondaryItemStore store;
  private final SecondaryUpdateFilter filter;
  private final WritesInFlight writes = new WritesInFlight();
  private final LongSupplier delivered;
  private final Consumer<String> reconcile;

  /**
   * Creates an empty cache.
   *
   * @param delivered up to which version the watch has delivered everything
   * @param reconcile called with the name of a service
   */
  ObjectCache(ApiKind kind, OwnedNames names, LongSupplier delivered, Consumer<String> reconcile) {
    this.delivered = delivered;
    this.reconcile = reconcile;
    store = new SecondaryItemStore(names);
    filter = new SecondaryUpdateFilter(kind, names.components());
  }

  /** What the informer fills. */
  SecondaryItemStore store() {
    return store;
  }

  @Override
  public void onAdd(GenericKubernetesResource added) {
    changed(added);
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
    if (filter.accept(now, before)) {
      changed(now);
    }
  }

  private void changed(GenericKubernetesResource object) {
    String key = store.getKey(object);
    long version = CompactObject.version(object);
    if (SecondaryItemStore.isKept(key)
        && !writes.hold(key, version)
        && store.isNews(key, version)) {
      reconcile.accept(OwnedNames.service(object));
    }
  }

  @Override
  public void onDelete(GenericKubernetesResource deleted, boolean unknown) {
    String key = store.getKey(deleted);
    if (!SecondaryItemStore.isKept(key)) {
      return;
    }
    long version = CompactObject.version(deleted);
    if (!unknown) {
      store.removeDeleted(key, version);
    }
    if (!writes.hold(key, unknown ? Long.MAX_VALUE : version)) {
      reconcile.accept(OwnedNames.service(deleted));
    }
  }

  /** See {@link LiveObjects#begin}. */
  LiveObjects.Write begin(@Nullable String namespace, String name) {
    String key = Cache.namespaceKeyFunc(namespace, name);
    writes.begin(key);
    return new LiveObjects.Write() {
      private long version;

      @Override
      public void answered(GenericKubernetesResource object) {
        version = CompactObject.version(object);
        remember(object);
      }

      @Override
      public void close() {
        if (writes.end(key, version)) {
          reconcile.accept(namespace == null ? name : namespace);
        }
      }
    };
  }

  /** Stores an object that was read or written, if the watch covers it. */
  void remember(GenericKubernetesResource object) {
    boolean isListed =
        FieldManager.NAME.equals(object.getMetadata().getLabels().get(Labels.MANAGED_BY));
    if (isListed) {
      store.answer(object, delivered.getAsLong());
    }
  }

  /** Forgets an object that the operator has deleted, in that version or an older one. */
  void forget(GenericKubernetesResource deleted) {
    store.removeDeleted(store.getKey(deleted), CompactObject.version(deleted) + 1);
  }

  /** Forgets what was in a namespace before this one was created in its place. */
  void forgetBefore(GenericKubernetesResource namespace) {
    store.removeOlder(namespace.getMetadata().getName(), CompactObject.version(namespace));
  }

  /** The version of an object, if it exists. */
  Optional<Long> version(String namespace, String name) {
    return store.version(Cache.namespaceKeyFunc(namespace, name));
  }

  /** An object by its place. */
  Optional<GenericKubernetesResource> get(@Nullable String namespace, String name) {
    return Optional.ofNullable(store.get(Cache.namespaceKeyFunc(namespace, name)));
  }
}
