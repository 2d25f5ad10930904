package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.LiveObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's objects, from one informer per kind. Kinds that come with a CRD may be missing,
 * forbidden or broken, independently of each other, until {@link #adopt} finds them available.
 */
public final class SecondaryResources implements LiveObjects {
  private static final Logger log = LoggerFactory.getLogger(SecondaryResources.class);

  private final KubernetesClient client;
  private final Supplier<Platform> platform;
  private final Runnable onFatalError;
  private final Map<ApiKind, KindInformer> caches = new ConcurrentHashMap<>();
  private final Set<ApiKind> awaited = ConcurrentHashMap.newKeySet();
  private final Map<ApiKind, ApplyResult.Failed> unavailable = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Uses a client that remains the caller's.
   *
   * @param platform that of the path document in force
   * @param onFatalError called when a watch that everything depends on has stopped for good
   */
  public SecondaryResources(
      KubernetesClient client, Supplier<Platform> platform, Runnable onFatalError) {
    this.client = client;
    this.platform = platform;
    this.onFatalError = onFatalError;
  }

  /** The informers of every kind that the cluster serves now. */
  public List<EventSource<?, GoldenService>> start() {
    List<EventSource<?, GoldenService>> started = new ArrayList<>();
    for (ApiKind kind : Components.kinds(platform.get())) {
      if (kind.builtIn() || probe(kind)) {
        KindInformer cache = newCache(kind);
        caches.put(kind, cache);
        started.add(cache);
      }
    }
    return started;
  }

  /**
   * Checks the kinds that a service is waiting for. A cache is used only once it is filled: before,
   * every object in it would seem to be gone.
   *
   * @param register starts an informer and returns it
   * @return the kinds that have become available
   */
  public List<ApiKind> adopt(
      UnaryOperator<EventSource<GenericKubernetesResource, GoldenService>> register) {
    restartEnded();
    List<ApiKind> found = new ArrayList<>();
    for (ApiKind kind : List.copyOf(awaited)) {
      if (probe(kind)) {
        KindInformer cache = (KindInformer) register.apply(newCache(kind));
        if (cache.isFilled()) {
          caches.put(kind, cache);
          awaited.remove(kind);
          found.add(kind);
        }
      }
    }
    return found;
  }

  /** For a built-in kind, a watch that has stopped for good ends the process instead. */
  private void restartEnded() {
    caches.forEach(
        (kind, cache) -> {
          if (!kind.builtIn() && cache.isDead()) {
            cache.stop();
            caches.remove(kind);
            awaited.add(kind);
          }
        });
  }

  /** From then on, the operator waits for the API. */
  @Override
  public Optional<ApplyResult.Failed> unavailable(ApiKind kind) {
    KindInformer cache = caches.get(kind);
    if (cache != null && cache.isFilled()) {
      return Optional.empty();
    }
    awaited.add(kind);
    return Optional.of(unavailable.getOrDefault(kind, ApiError.notInstalled(kind)));
  }

  /** Whether objects of the kind may exist that cannot be read now. */
  boolean isUnknown(ApiKind kind) {
    KindInformer cache = caches.get(kind);
    ApplyResult.Failed problem = unavailable.get(kind);
    return (cache == null || !cache.isFilled())
        && problem != null
        && !problem.reason().equals(Reason.API_NOT_INSTALLED);
  }

  @Override
  public Optional<GenericKubernetesResource> find(
      ApiKind kind, @Nullable String namespace, String name) {
    return filled(kind).flatMap(objects -> objects.get(namespace, name));
  }

  /** The version of an object of a service, which is not read. */
  Optional<Long> version(ApiKind kind, String namespace, String name) {
    return filled(kind).flatMap(objects -> objects.version(namespace, name));
  }

  @Override
  public void remember(ApiKind kind, GenericKubernetesResource read) {
    filled(kind).ifPresent(objects -> objects.remember(read));
  }

  @Override
  public void forget(ApiKind kind, GenericKubernetesResource deleted) {
    filled(kind).ifPresent(objects -> objects.forget(deleted));
  }

  /**
   * Removes what is cached in a namespace that was just created: it was in an earlier one of that
   * name, whose end the watches have not delivered yet.
   */
  public void forgetBefore(GenericKubernetesResource namespace) {
    caches.values().stream()
        .filter(KindInformer::isFilled)
        .forEach(cache -> cache.objects().forgetBefore(namespace));
  }

  @Override
  public Write begin(ApiKind kind, @Nullable String namespace, String name) {
    return filled(kind).map(objects -> objects.begin(namespace, name)).orElse(NOT_OBSERVED);
  }

  private Optional<ObjectCache> filled(ApiKind kind) {
    if (closed) {
      throw new StoppingException();
    }
    return Optional.ofNullable(caches.get(kind))
        .filter(KindInformer::isFilled)
        .map(KindInformer::objects);
  }

  /** From now on, nothing can be read: the informers stop, and empty caches are meaningless. */
  public void close() {
    closed = true;
  }

  /** The health of each informer that everything depends on. */
  public Stream<InformerHealthIndicator> informers() {
    return caches.entrySet().stream()
        .filter(cache -> cache.getKey().builtIn())
        .map(Map.Entry::getValue);
  }

  private boolean probe(ApiKind kind) {
    Optional<ApplyResult.Failed> problem = ApiProbe.of(client, kind);
    problem.ifPresentOrElse(
        no -> {
          ApplyResult.Failed before = unavailable.put(kind, no);
          boolean isNews = !no.reason().equals(Reason.API_NOT_INSTALLED) && !no.equals(before);
          if (isNews) {
            log.warn("{}: {}", kind.crdName(), no.message());
          }
        },
        () -> unavailable.remove(kind));
    return problem.isEmpty();
  }

  private KindInformer newCache(ApiKind kind) {
    List<Component> components =
        Components.ALL.stream()
            .filter(component -> component.kinds(platform.get()).contains(kind))
            .toList();
    return new KindInformer(client, kind, components, error -> failed(kind, error));
  }

  private void failed(ApiKind kind, Throwable error) {
    if (kind.builtIn()) {
      log.error("the watch on {} has stopped", kind.crdName(), error);
      onFatalError.run();
      return;
    }
    ApplyResult.Failed problem = ApiProbe.failing(kind, error);
    log.warn("{}: {}", kind.crdName(), problem.message());
    unavailable.put(kind, problem);
  }
}
