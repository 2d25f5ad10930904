package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.ObservedState;
import dev.goldenpath.operator.component.Readiness;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.rollout.Paths;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Watches and reads what the plan and the readiness of a component depend on. */
public final class ObservedStateReader implements AutoCloseable {
  private final SecondaryResources secondary;
  private final ComponentObjects objects;
  private final PlatformNamespaces platformNamespaces;
  private final PrometheusWorkloadInformer workloads;
  private final Clock clock;

  /**
   * Uses a client that remains the caller's.
   *
   * @param paths name the namespaces of the platform
   */
  public ObservedStateReader(
      KubernetesClient client, SecondaryResources secondary, Paths paths, Clock clock) {
    this.secondary = secondary;
    this.objects = new ComponentObjects(secondary);
    this.platformNamespaces =
        new PlatformNamespaces(client, () -> paths.current().spec().platform());
    this.workloads = new PrometheusWorkloadInformer(client);
    this.clock = clock;
  }

  /** Starts to watch, before the first reconciliation; a failure is retried later. */
  public void watchAtOnce(Runnable changed) {
    platformNamespaces.watch(changed);
    workloads.watchAtOnce(changed);
  }

  /** See {@link PlatformNamespaces#watch}. */
  public void watchNamespaces(Runnable changed) {
    platformNamespaces.watch(changed);
  }

  /** See {@link PrometheusWorkloadInformer#lookSoon}. */
  public void lookForWorkloadsSoon() {
    workloads.lookSoon();
  }

  /** See {@link PrometheusWorkloadInformer#watch}. */
  public boolean watchWorkloads(Runnable changed) {
    return workloads.watch(changed);
  }

  /**
   * What is live of a service. If a kind cannot be read now, its objects may be changing: nothing
   * that depends on them is taken away.
   */
  public LiveValues live(String service, Platform platform) {
    LiveValues live = LiveValues.NONE;
    for (Component component : Components.ALL) {
      boolean isUnknown = component.kinds(platform).stream().anyMatch(secondary::isUnknown);
      live =
          live.with(
                  component.live(objects(component, service, platform), platform, clock.instant()))
              .with(new LiveValues(Map.of(), isUnknown && component.holdsData()));
    }
    return live;
  }

  /** The readiness of a component with these live objects. */
  public Readiness readiness(
      ComponentContext context, Supplier<List<GenericKubernetesResource>> live) {
    return context
        .component()
        .readiness(context.plan(), of(context, live))
        .with(context.plan().heldOf(context.name()));
  }

  /** The same with the live objects of a component, which are all desired. */
  public Readiness readiness(ComponentContext context) {
    ServicePlan plan = context.plan();
    return readiness(
        context, () -> objects(context.component(), plan.service(), plan.platform()).toList());
  }

  /** Whether objects of the kind can be read and written now. */
  public boolean isAvailable(ApiKind kind) {
    return secondary.unavailable(kind).isEmpty();
  }

  /** The versions of all live objects of a component. */
  public Set<Long> versions(ComponentContext context) {
    ServicePlan plan = context.plan();
    return objects.versions(context.component(), plan.service(), plan.platform());
  }

  private ObservedState of(
      ComponentContext context, Supplier<List<GenericKubernetesResource>> live) {
    String service = context.plan().service();
    ApiKind kind = Components.NAMESPACE.kinds(context.plan().platform()).get(0);
    Map<String, String> labels =
        secondary
            .find(kind, null, service)
            .map(namespace -> namespace.getMetadata().getLabels())
            .orElse(Map.of());
    return new ObservedState(
        live, leftOver(context, live), labels, platformNamespaces.absent(), workloads::all);
  }

  private List<GenericKubernetesResource> leftOver(
      ComponentContext context, Supplier<List<GenericKubernetesResource>> live) {
    return context.component().keepsUnwanted(context.plan())
        ? objects(context.component(), context.plan().service(), context.plan().platform())
            .filter(object -> live.get().stream().noneMatch(each -> isSame(each, object)))
            .toList()
        : List.of();
  }

  private static boolean isSame(GenericKubernetesResource one, GenericKubernetesResource other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  private Stream<GenericKubernetesResource> objects(
      Component component, String service, Platform platform) {
    return objects.of(component, service, platform).map(Map.Entry::getValue);
  }

  @Override
  public void close() {
    platformNamespaces.close();
    workloads.close();
  }
}
