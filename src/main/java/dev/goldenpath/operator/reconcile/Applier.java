package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings one object of a service's own namespace to its desired state, with no request where it is
 * there already. What cannot be done is a result, never an exception.
 */
final class Applier {
  private final ObjectClient objects;
  private final Inventory inventory;
  private final HandOver handOver;
  private final KubernetesSerialization serialization;
  private final ServerDefaults defaults = new ServerDefaults();

  /** What earlier passes made of an object. */
  enum Before {
    /** Nothing is known: where it is missing, it is new. */
    NOTHING,
    /** It was there as the plan has it: where it is missing, another deleted it. */
    STOOD,
    /** Its owner managed it and hands it back: where it is there, it may be taken over. */
    WAS_EJECTED
  }

  Applier(
      ObjectClient objects,
      Inventory inventory,
      HandOver handOver,
      KubernetesSerialization serialization) {
    this.objects = objects;
    this.inventory = inventory;
    this.handOver = handOver;
    this.serialization = serialization;
  }

  /**
   * Applies what differs.
   *
   * @param before what is known of the object from earlier passes
   */
  Applied apply(ApiKind kind, GenericKubernetesResource desired, Before before) {
    Optional<Applied.Refused> unavailable = inventory.unavailable(kind);
    if (unavailable.isPresent()) {
      return unavailable.get();
    }
    try {
      Optional<GenericKubernetesResource> live =
          inventory.find(
              kind, desired.getMetadata().getNamespace(), desired.getMetadata().getName());
      return live.isPresent() ? update(kind, desired, live.get()) : create(kind, desired, before);
    } catch (KubernetesClientException e) {
      return Refusal.of(e, kind, name(desired));
    }
  }

  /**
   * What the API server would say to the object; nothing is changed.
   *
   * @return empty where it would take it
   */
  Optional<Applied.Refused> refusal(ApiKind kind, GenericKubernetesResource desired) {
    try {
      objects.tryOut(kind, desired);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(Refusal.of(e, kind, name(desired)));
    }
  }

  /** Whether an apply would change something. */
  boolean differs(GenericKubernetesResource desired, GenericKubernetesResource live) {
    Map<String, Object> intent = asMap(desired);
    Intent comparison = Intent.compare(intent, live);
    return !comparison.differences().isEmpty()
        || !defaults.explain(comparison.surplus(), intent, live);
  }

  /** Applies where an apply would change something. */
  Applied update(ApiKind kind, GenericKubernetesResource desired, GenericKubernetesResource live) {
    if (!differs(desired, live)) {
      return Applied.Held.quietly(live);
    }
    List<String> differences = Intent.compare(asMap(desired), live).differences();
    GenericKubernetesResource applied = applied(kind, desired, live);
    return Drift.describe(name(desired), differences, live)
        .map(drift -> Applied.Held.repaired(applied, drift))
        .orElseGet(() -> Applied.Held.quietly(applied));
  }

  private Applied create(ApiKind kind, GenericKubernetesResource desired, Before before) {
    Optional<GenericKubernetesResource> created = objects.create(kind, desired);
    if (created.isPresent()) {
      inventory.remember(kind, created.get());
      return created(created.get(), before == Before.STOOD);
    }
    return takeBack(kind, desired, before);
  }

  /** What was there after an earlier pass and had to be created has been deleted by another. */
  static Applied created(GenericKubernetesResource object, boolean existed) {
    return existed
        ? Applied.Held.repaired(object, name(object) + " was deleted")
        : Applied.Held.quietly(object);
  }

  /** The object exists and our label does not show it: it lost the label, or was never ours. */
  private Applied takeBack(ApiKind kind, GenericKubernetesResource desired, Before before) {
    Optional<GenericKubernetesResource> live =
        objects.read(kind, desired.getMetadata().getNamespace(), desired.getMetadata().getName());
    if (live.isEmpty()) {
      return new Applied.Refused(
          State.FAILING, Reason.APPLY_FAILED, name(desired) + " has just been deleted");
    }
    if (before == Before.WAS_EJECTED) {
      return Applied.Held.quietly(applied(kind, desired, live.get()));
    }
    if (Intent.ownedFields(live.get()).isPresent()) {
      return Applied.Held.repaired(
          applied(kind, desired, live.get()), name(desired) + " had lost its labels");
    }
    return new Applied.Refused(
        State.BLOCKED,
        Reason.OBJECT_NOT_OWNED,
        name(desired)
            + " exists and was not made by "
            + GoldenLabels.OPERATOR
            + "; delete it, or eject the component and then take it back");
  }

  private GenericKubernetesResource applied(
      ApiKind kind, GenericKubernetesResource desired, GenericKubernetesResource live) {
    GenericKubernetesResource applied = handOver.takeUp(kind, objects.apply(kind, desired, live));
    Map<String, Object> intent = asMap(desired);
    defaults.learn(Intent.compare(intent, applied).surplus(), intent, applied);
    inventory.remember(kind, applied);
    return applied;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> asMap(GenericKubernetesResource desired) {
    return serialization.convertValue(desired, Map.class);
  }

  static String name(GenericKubernetesResource object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
