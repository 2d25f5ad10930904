package dev.goldenpath.operator.reconcile.ownership;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.watch.ComponentObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The deletions by the operator. Every delete carries the expected uid. */
public final class Removal {
  private final ApiKind namespaceKind;
  private final ObjectClient objects;
  private final ComponentObjects present;

  public Removal(ApiKind namespaceKind, ObjectClient objects, ComponentObjects present) {
    this.namespaceKind = namespaceKind;
    this.objects = objects;
    this.present = present;
  }

  /** Deletes the component's objects that are no longer wanted, unless they are left alone. */
  public void prune(ComponentContext context, List<DesiredObject> desired) {
    if (context.component().keepsUnwanted(context.plan())) {
      return;
    }
    objectsOf(context, (kind, name) -> desired.stream().noneMatch(it -> it.is(kind, name)))
        .forEach(entry -> objects.delete(entry.getKey(), entry.getValue()));
  }

  /**
   * Retain: deletes what is not data or a guardrail, and marks the namespace. The objects to delete
   * are read live: a cache may lag, and is empty while the operator is stopping.
   *
   * @param remembered shows which components are their owner's and stay
   * @return whether there was a namespace to keep that was not marked yet
   */
  public boolean release(GoldenService service, Platform platform, RememberedHatches remembered) {
    Optional<GenericKubernetesResource> namespace = ownedNamespace(service);
    if (namespace.isEmpty() || namespace.get().isMarkedForDeletion()) {
      return false;
    }
    String name = service.getMetadata().getName();
    for (Component component : Components.ALL) {
      if (!component.keptOnRelease() && !remembered.isHandedOver(component.name())) {
        for (ApiKind kind : component.kinds(platform)) {
          component.objectNames(name).stream()
              .flatMap(object -> objects.read(kind, name, object).stream())
              .filter(FieldOwnership::isOurs)
              .forEach(live -> objects.delete(kind, live));
        }
      }
    }
    objects.apply(namespaceKind, released(namespace.get()), namespace.get());
    return !namespace.get().getMetadata().getAnnotations().containsKey(Annotations.RELEASED);
  }

  /**
   * Delete: deletes the namespace with everything in it.
   *
   * @return what the deletion is waiting for; empty if the namespace is gone
   */
  public Optional<String> delete(GoldenService service) {
    Optional<GenericKubernetesResource> namespace = ownedNamespace(service);
    namespace
        .filter(live -> !live.isMarkedForDeletion())
        .ifPresent(live -> objects.delete(namespaceKind, live));
    return namespace.map(Removal::awaited);
  }

  /** The namespace controller reports in conditions what it cannot remove. */
  private static String awaited(GenericKubernetesResource namespace) {
    List<?> conditions =
        namespace.get("status", "conditions") instanceof List<?> list ? list : List.of();
    String obstacles =
        conditions.stream()
            .map(condition -> (Map<?, ?>) condition)
            .filter(condition -> "True".equals(condition.get("status")))
            .map(condition -> String.valueOf(condition.get("message")))
            .collect(Collectors.joining("; "));
    return "waiting for namespace "
        + namespace.getMetadata().getName()
        + " to be deleted"
        + (obstacles.isEmpty() ? "" : ": " + obstacles);
  }

  /** Read live: a lagging cache or a lost label must not leave a namespace behind. */
  private Optional<GenericKubernetesResource> ownedNamespace(GoldenService service) {
    return objects
        .read(namespaceKind, null, service.getMetadata().getName())
        .filter(namespace -> NamespaceOwnership.isOwned(service, namespace));
  }

  /** A copy of one of our objects may have its name, but was not applied by us. */
  public Stream<Map.Entry<ApiKind, GenericKubernetesResource>> objectsOf(ComponentContext context) {
    return objectsOf(context, (kind, name) -> true);
  }

  private Stream<Map.Entry<ApiKind, GenericKubernetesResource>> objectsOf(
      ComponentContext context, BiPredicate<ApiKind, String> isWanted) {
    ServicePlan plan = context.plan();
    return present
        .of(context.component(), plan.service(), plan.platform(), isWanted)
        .filter(entry -> FieldOwnership.isOurs(entry.getValue()));
  }

  /** The fields that we own, and the mark: this apply must not take over the fields of others. */
  private static GenericKubernetesResource released(GenericKubernetesResource live) {
    GenericKubernetesResource released = new GenericKubernetesResource();
    released.setApiVersion(live.getApiVersion());
    released.setKind(live.getKind());
    released.setMetadata(
        new ObjectMetaBuilder()
            .withName(live.getMetadata().getName())
            .withLabels(FieldOwnership.labels(live))
            .withAnnotations(FieldOwnership.annotations(live))
            .addToAnnotations(Annotations.RELEASED, "true")
            .build());
    return released;
  }
}
