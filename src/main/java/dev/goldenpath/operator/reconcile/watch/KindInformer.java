package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.reconcile.apply.ResourceDefinition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Watches the objects of one kind that may belong to a service, and reconciles the service whose
 * object was changed by another. The framework's own event source would hold each object as a tree,
 * and in two indices; and it reconciles once more for every answer that the watch overtakes.
 */
final class KindInformer extends AbstractEventSource<GenericKubernetesResource, GoldenService>
    implements InformerHealthIndicator {
  /** For kinds that every developer may write: each object may have more than a megabyte. */
  private static final long SMALL_PAGE = 25;

  /** As many as kubectl lists at once: the objects of a page are in memory together. */
  private static final long PAGE = 500;

  /** As the framework waits for its own. */
  private static final Duration SYNC_TIMEOUT = Duration.ofMinutes(2);

  private final ApiKind kind;
  private final OwnedNames names;
  private final Informable<GenericKubernetesResource> listed;
  private volatile ObjectCache cache;
  private volatile SharedIndexInformer<GenericKubernetesResource> informer;
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
    long page = components.stream().anyMatch(Component::isOpenToDevelopers) ? SMALL_PAGE : PAGE;
    var labelled =
        client
            .genericKubernetesResources(ResourceDefinition.of(kind))
            .inAnyNamespace()
            .withLabel(Labels.MANAGED_BY, FieldManager.NAME);
    listed =
        names
            .fixed()
            .map(name -> labelled.withField("metadata.name", name))
            .orElse(labelled)
            .withLimit(page);
    cache = cache();
    informer = informer();
  }

  private ObjectCache cache() {
    return new ObjectCache(
        kind,
        names,
        () -> Long.parseLong(informer.lastSyncResourceVersion()),
        service -> getEventHandler().handleEvent(new Event(new ResourceID(service))));
  }

  /** Fills the present cache. An informer that has stopped cannot be started again. */
  private SharedIndexInformer<GenericKubernetesResource> informer() {
    SharedIndexInformer<GenericKubernetesResource> created =
        listed
            .runnableInformer(0)
            .removeNamespaceIndex()
            .itemStore(cache.store())
            .addEventHandler(cache);
    created
        .stopped()
        .whenComplete(
            (stopped, error) -> {
              if (error != null && filled) {
                onFailure.accept(error);
              }
            });
    return created;
  }

  /** The objects; use it only while it is filled. */
  ObjectCache objects() {
    return cache;
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
      cache.store().filled();
      filled = true;
      super.start();
    } catch (ExecutionException | TimeoutException e) {
      if (kind.builtIn()) {
        throw new OperatorException(kind.crdName() + " cannot be watched", e);
      }
      stop();
      onFailure.accept(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(e);
    }
  }

  /** What is cached is forgotten; it can be started again. */
  @Override
  public synchronized void stop() {
    filled = false;
    informer.stop();
    super.stop();
    cache = cache();
    informer = informer();
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

  @Override
  public Set<GenericKubernetesResource> getSecondaryResources(GoldenService primary) {
    return Set.of();
  }
}
