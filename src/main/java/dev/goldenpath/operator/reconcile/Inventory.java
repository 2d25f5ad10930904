package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the operator's objects are like, from one informer a kind, selected by our label. Kinds
 * whose API is not installed are missing until {@link #adoptNewApis} finds them.
 */
final class Inventory {
  private final KubernetesClient client;
  private final Set<ApiKind> kinds;
  private final Map<ApiKind, Cache> caches = new ConcurrentHashMap<>();
  private final Set<ApiKind> awaited = ConcurrentHashMap.newKeySet();
  private EventSourceContext<GoldenService> context;

  /** The kind's cache, under the name that the framework's own class deserves here. */
  static final class Cache extends InformerEventSource<GenericKubernetesResource, GoldenService> {
    Cache(
        InformerEventSourceConfiguration<GenericKubernetesResource> configuration,
        EventSourceContext<GoldenService> context) {
      super(configuration, context);
    }
  }

  Inventory(KubernetesClient client, Set<ApiKind> kinds) {
    this.client = client;
    this.kinds = kinds;
  }

  /** The informers of every kind that the cluster serves now. */
  List<EventSource<?, GoldenService>> start(EventSourceContext<GoldenService> context) {
    this.context = context;
    List<EventSource<?, GoldenService>> started = new ArrayList<>();
    kinds.stream()
        .filter(kind -> kind.builtIn() || isServed(kind))
        .forEach(kind -> started.add(caches.computeIfAbsent(kind, this::newCache)));
    return started;
  }

  /**
   * Looks for the APIs that a service waits for. A cache is used only once it is filled: before,
   * every object in it would seem to be gone.
   *
   * @param register starts an informer and returns it when it is filled
   * @return the kinds that are served since
   */
  List<ApiKind> adoptNewApis(
      UnaryOperator<EventSource<GenericKubernetesResource, GoldenService>> register) {
    List<ApiKind> found = awaited.stream().filter(this::isServed).toList();
    for (ApiKind kind : found) {
      caches.put(kind, (Cache) register.apply(newCache(kind)));
      awaited.remove(kind);
    }
    return found;
  }

  /** Whether the kind's API is there and its cache is filled; if not, it is awaited from now on. */
  boolean isInstalled(ApiKind kind) {
    boolean installed = caches.containsKey(kind);
    if (!installed) {
      awaited.add(kind);
    }
    return installed;
  }

  /** One of our objects, as last seen. */
  Optional<GenericKubernetesResource> find(ApiKind kind, String namespace, String name) {
    return Optional.ofNullable(caches.get(kind))
        .flatMap(cache -> cache.get(new ResourceID(name, namespace)));
  }

  /** Every object of a service, of every kind. */
  Stream<Map.Entry<ApiKind, GenericKubernetesResource>> objectsOf(GoldenService service) {
    return caches.entrySet().stream()
        .flatMap(
            cache ->
                cache.getValue().getSecondaryResources(service).stream()
                    .map(object -> Map.entry(cache.getKey(), object)));
  }

  /**
   * Takes a write's answer in, so that the next pass does not see the object as it was before. Said
   * to be a creation whatever it was: the framework compares resource versions all the same, and
   * fails for an update of what its cache does not hold (5.2.3, TemporaryResourceCache).
   */
  void remember(ApiKind kind, GenericKubernetesResource written) {
    caches.get(kind).handleRecentResourceCreate(ResourceID.fromResource(written), written);
  }

  /** The health of each informer. */
  Stream<InformerHealthIndicator> informers() {
    return caches.values().stream()
        .flatMap(cache -> cache.informerHealthIndicators().values().stream());
  }

  private Cache newCache(ApiKind kind) {
    return new Cache(
        InformerEventSourceConfiguration.from(
                new GroupVersionKind(
                    kind.group().isEmpty() ? null : kind.group(), kind.version(), kind.kind()),
                GoldenService.class)
            .withName(kind.plural() + "." + kind.apiVersion())
            .withLabelSelector(GoldenLabels.MANAGED_BY + "=" + GoldenLabels.OPERATOR)
            .withSecondaryToPrimaryMapper(Inventory::serviceOf)
            .withWatchAllNamespaces()
            .withOnUpdateFilter(new MeaningfulUpdate(kind))
            .build(),
        context);
  }

  /** Our label counts only in the service's own namespace: a tenant may write it elsewhere. */
  private static Set<ResourceID> serviceOf(GenericKubernetesResource object) {
    String namespace = object.getMetadata().getNamespace();
    String home = namespace == null ? object.getMetadata().getName() : namespace;
    return home.equals(object.getMetadata().getLabels().get(GoldenLabels.SERVICE))
        ? Set.of(new ResourceID(home))
        : Set.of();
  }

  private boolean isServed(ApiKind kind) {
    APIResourceList served = client.getApiResources(kind.apiVersion());
    return served != null
        && served.getResources().stream()
            .anyMatch(resource -> resource.getKind().equals(kind.kind()));
  }
}
