package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelector;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The objects of one kind that may belong to a service: those with our label and a name that a
 * component uses, in the namespace of a service. Other objects with our label are not kept and
 * trigger nothing.
 */
final class KindInformer extends InformerEventSource<GenericKubernetesResource, GoldenService> {
  /** For kinds that every developer may write: each object may have more than a megabyte. */
  private static final long PAGE = 25;

  private final ApiKind kind;
  private final Consumer<ApplyResult.Failed> unusable;
  private volatile boolean filled;

  /**
   * Creates a cache that is not filled yet.
   *
   * @param components that have objects of the kind
   * @param unusable called with the reason if the cache of a kind that comes with a CRD cannot be
   *     filled
   */
  KindInformer(
      ApiKind kind,
      List<Component> components,
      EventSourceContext<GoldenService> context,
      Consumer<ApplyResult.Failed> unusable) {
    super(configuration(kind, components), context);
    this.kind = kind;
    this.unusable = unusable;
  }

  private static InformerEventSourceConfiguration<GenericKubernetesResource> configuration(
      ApiKind kind, List<Component> components) {
    var configuration =
        InformerEventSourceConfiguration.from(
                new GroupVersionKind(
                    kind.group().isEmpty() ? null : kind.group(), kind.version(), kind.kind()),
                GoldenService.class)
            .withName(kind.plural() + "." + kind.apiVersion())
            .withLabelSelector(Labels.MANAGED_BY + "=" + FieldManager.NAME)
            .withItemStore(new SecondaryItemStore(object -> isHome(object, components)))
            .withSecondaryToPrimaryMapper(
                object ->
                    isHome(object, components) ? Set.of(new ResourceID(home(object))) : Set.of())
            .withWatchAllNamespaces()
            .withOnUpdateFilter(new SecondaryUpdateFilter(kind));
    Set<String> names = names("a", components);
    if (names.size() == 1 && names.equals(names("b", components))) {
      configuration.withFieldSelector(
          new FieldSelector(new FieldSelector.Field("metadata.name", names.iterator().next())));
    }
    if (components.stream().anyMatch(Component::isOpenToDevelopers)) {
      configuration.withInformerListLimit(PAGE);
    }
    return configuration.build();
  }

  /** The object's name and namespace identify the service: labels may be written by others, too. */
  private static String home(GenericKubernetesResource object) {
    String namespace = object.getMetadata().getNamespace();
    return namespace == null ? object.getMetadata().getName() : namespace;
  }

  private static boolean isHome(GenericKubernetesResource object, List<Component> components) {
    return names(home(object), components).contains(object.getMetadata().getName());
  }

  private static Set<String> names(String service, List<Component> components) {
    Set<String> names = new HashSet<>();
    components.forEach(component -> names.addAll(component.objectNames(service)));
    return names;
  }

  /** Whether the cache is filled, so that every existing object is found. */
  boolean isFilled() {
    return filled;
  }

  /**
   * A kind that comes with a CRD does not stop the operator: its failure is a state of the
   * components that need it.
   */
  @Override
  public synchronized void start() {
    try {
      super.start();
      filled = true;
    } catch (RuntimeException e) {
      if (kind.builtIn()) {
        throw e;
      }
      unusable.accept(ApiProbe.failing(kind, e));
    }
  }

  @Override
  public synchronized void stop() {
    filled = false;
    super.stop();
  }

  /** Whether its watch has stopped for good. */
  boolean isDead() {
    return filled
        && !informerHealthIndicators().values().stream()
            .allMatch(InformerHealthIndicator::isRunning);
  }
}
