package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
  private final KubernetesSerialization serialization;

  Applier(ObjectClient objects, Inventory inventory, KubernetesSerialization serialization) {
    this.objects = objects;
    this.inventory = inventory;
    this.serialization = serialization;
  }

  /**
   * Applies what differs.
   *
   * @param existed whether the object was there after an earlier pass, so that its absence is drift
   */
  Applied apply(ApiKind kind, HasMetadata object, boolean existed) {
    if (!inventory.isInstalled(kind)) {
      return new Applied.Refused(
          State.FAILING,
          Reason.API_NOT_INSTALLED,
          "waiting for the API " + kind.crdName() + " to be installed in the cluster");
    }
    GenericKubernetesResource desired = generic(object);
    try {
      Optional<GenericKubernetesResource> live =
          inventory.find(
              kind, desired.getMetadata().getNamespace(), desired.getMetadata().getName());
      return live.isPresent() ? update(kind, desired, live.get()) : create(kind, desired, existed);
    } catch (KubernetesClientException e) {
      return Refusal.of(e, kind, name(desired));
    }
  }

  /** The object in the form in which caches hold theirs and applies send it. */
  GenericKubernetesResource generic(HasMetadata object) {
    return serialization.convertValue(object, GenericKubernetesResource.class);
  }

  /** Applies where an apply would change something. */
  Applied update(ApiKind kind, GenericKubernetesResource desired, GenericKubernetesResource live) {
    List<String> differences = Intent.differences(asMap(desired), live);
    if (differences.isEmpty()) {
      return Applied.Held.quietly(live);
    }
    GenericKubernetesResource applied = objects.apply(kind, desired, live);
    inventory.remember(kind, applied);
    return Drift.describe(name(desired), differences, live)
        .map(drift -> Applied.Held.repaired(applied, drift))
        .orElseGet(() -> Applied.Held.quietly(applied));
  }

  private Applied create(ApiKind kind, GenericKubernetesResource desired, boolean existed) {
    Optional<GenericKubernetesResource> created = objects.create(kind, desired);
    if (created.isPresent()) {
      inventory.remember(kind, created.get());
      return created(created.get(), existed);
    }
    return takeBack(kind, desired);
  }

  /** What was there after an earlier pass and had to be created has been deleted by another. */
  static Applied created(GenericKubernetesResource object, boolean existed) {
    return existed
        ? Applied.Held.repaired(object, name(object) + " was deleted")
        : Applied.Held.quietly(object);
  }

  /** The object exists and our label does not show it: it lost the label, or was never ours. */
  private Applied takeBack(ApiKind kind, GenericKubernetesResource desired) {
    Optional<GenericKubernetesResource> live =
        objects.read(kind, desired.getMetadata().getNamespace(), desired.getMetadata().getName());
    if (live.isEmpty()) {
      return new Applied.Refused(
          State.FAILING, Reason.APPLY_FAILED, name(desired) + " has just been deleted");
    }
    if (Intent.ownedFields(live.get()).isPresent()) {
      GenericKubernetesResource applied = objects.apply(kind, desired, live.get());
      inventory.remember(kind, applied);
      return Applied.Held.repaired(applied, name(desired) + " had lost its labels");
    }
    return new Applied.Refused(
        State.BLOCKED,
        Reason.OBJECT_NOT_OWNED,
        name(desired)
            + " exists and was not made by "
            + GoldenLabels.OPERATOR
            + "; rename or delete it");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> asMap(GenericKubernetesResource desired) {
    return serialization.convertValue(desired, Map.class);
  }

  private static String name(GenericKubernetesResource object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
