package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.reconcile.apply.LiveObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches the objects of one kind that may belong to a service, and reconciles the service whose
 * object was changed by another. The framework's own event source would hold each object as a tree,
 * and in two indices; and it reconciles once more for every answer that the watch overtakes.
 */
final class KindInformer extends AbstractEventSource<GenericKubernetesResource, GoldenService>
    implements ResourceEventHandler<GenericKubernetesResource>, InformerHealthIndicator {
  /** For kinds that every developer may write: each object may have more than a megabyte. */
  private static final long SMALL_PAGE = 25;

  /** As many as kubectl lists at once: the objects of a page are in memory together. */
  private static final long PAGE = 500;

  /** As the framework waits for its own. */
  private static final Duration SYNC_TIMEOUT = Duration.ofMinutes(2);

  private final ApiKind kind;
  private final OwnedNames names;
  private final SecondaryItemStore store;
  private final SecondaryUpdateFilter filter;
  private final WritesInFlight writes = new WritesInFlight();
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final Consumer<Throwable> onFailure;
  private volatile boolean filled;

  /**
   * Creates a cache that is not filled yet.
   *
   * @param components that have objects of the kind
   * @param onFailure called with the reason if the cache of a kind that comes with a CRD cannot be
   *     filled, or if the watch has stopped for good
   */
  KindInformer(
      KubernetesClient client,
      ApiKind kind,
      List<Component> components,
      Consumer<Throwable> onFailure) {

    super(GenericKubernetesResource.class, kind.plural() + "." + kind.apiVersion());
    this.kind = kind;
    this.onFailure = onFailure;
    names = new OwnedNames(components);
    store = new SecondaryItemStore(names);
    filter = new SecondaryUpdateFilter(kind);
    boolean open = components.stream().anyMatch(Component::isOpenToDevelopers);
    var labelled =
        client
            .genericKubernetesResources(definition(kind))
            .inAnyNamespace()
            .withLabel(Labels.MANAGED_BY, FieldManager.NAME);
    informer =
        names
            .fixed()
            .map(name -> labelled.withField("metadata.name", name))
            .orElse(labelled)
            .withLimit(open ? SMALL_PAGE : PAGE)
            .runnableInformer(0)
            .removeNamespaceIndex()
            .itemStore(store)
            .addEventHandler(this);
    informer
        .stopped()
        .whenComplete(
            (stopped, error) -> {
              if (error != null && filled) {
                onFailure.accept(error);
              }
            });
  }

  private static ResourceDefinitionContext definition(ApiKind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(kind.version())
        .withKind(kind.kind())
        .withPlural(kind.plural())
        .withNamespaced(kind.namespaced())
        .build();
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
    if (names.contains(object)
        && !writes.hold(store.getKey(object), CompactObject.version(object))
        && store.isNews(object)) {
      reconcile(OwnedNames.service(object));
    }
  }

  @Override
  public void onDelete(GenericKubernetesResource deleted, boolean unknown) {
    if (!names.contains(deleted)) {
      return;
    }
    String key = store.getKey(deleted);
    long version = CompactObject.version(deleted);
    if (!unknown) {
      store.removeDeleted(key, version);
    }
    if (!writes.hold(key, unknown ? Long.MAX_VALUE : version)) {
      reconcile(OwnedNames.service(deleted));
    }
  }

  private void reconcile(String service) {
    getEventHandler().handleEvent(new Event(new ResourceID(service)));
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
          reconcile(namespace == null ? name : namespace);
        }
      }
    };
  }

  /** Stores an object that was read or written, if the watch covers it. */
  void remember(GenericKubernetesResource object) {
    boolean isListed =
        FieldManager.NAME.equals(object.getMetadata().getLabels().get(Labels.MANAGED_BY));
    if (isListed && names.contains(object)) {
      store.answer(object, Long.parseLong(informer.lastSyncResourceVersion()));
    }
  }

  /** An object by its place. */
  Optional<GenericKubernetesResource> get(@Nullable String namespace, String name) {
    return Optional.ofNullable(store.get(Cache.namespaceKeyFunc(namespace, name)));
  }

  /** Whether the cache is filled, so that every existing object is found. */
  boolean isFilled() {
    return filled;
  }

  /**
   * Fills the cache. A kind that comes with a CRD does not stop the operator: its failure is a
   * state of the components that need it.
   *
   * @throws OperatorException if the cache of a built-in kind cannot be filled
   */
  @Override
  public synchronized void start() {
    try {
      informer.start().toCompletableFuture().get(SYNC_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      store.filled();
      filled = true;
      super.start();
    } catch (ExecutionException | TimeoutException e) {
      if (kind.builtIn()) {
        throw new OperatorException(kind.crdName() + " cannot be watched", e);
      }
      informer.stop();
      onFailure.accept(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(e);
    }
  }

  @Override
  public synchronized void stop() {
    filled = false;
    informer.stop();
    super.stop();
  }

  /** Whether its watch has stopped for good. */
  boolean isDead() {
    return filled && !informer.isRunning();
  }

  @Override
  public boolean isRunning() {
    return informer.isRunning();
  }

  @Override
  public boolean hasSynced() {
    return informer.hasSynced();
  }

  @Override
  public boolean isWatching() {
    return informer.isWatching();
  }

  @Override
  public Status getStatus() {
    return isRunning() && hasSynced() && isWatching() ? Status.HEALTHY : Status.UNHEALTHY;
  }

  @Override
  public String getTargetNamespace() {
    return "";
  }

  /** The service's objects of this kind. */
  Stream<GenericKubernetesResource> of(String service) {
    return names
        .of(service)
        .flatMap(name -> get(kind.namespaced() ? service : null, name).stream());
  }

  @Override
  public Set<GenericKubernetesResource> getSecondaryResources(GoldenService primary) {
    return Set.of();
  }
}
