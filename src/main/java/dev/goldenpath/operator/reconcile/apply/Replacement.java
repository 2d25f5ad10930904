package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;

/**
 * The change of an immutable field: the object is deleted and recreated. A dry run under an unused
 * name comes first, so that a missing right or a policy shows while the old object still exists. If
 * the process ends between the two, the next reconciliation finds no object and creates it.
 */
final class Replacement {
  private static final int UID_CHARACTERS = 8;

  private final ObjectClient objects;

  Replacement(ObjectClient objects) {
    this.objects = objects;
  }

  /** Whether the live object cannot be changed into the desired one. */
  static boolean isDue(Component component, DesiredObject wanted, GenericKubernetesResource live) {
    GenericKubernetesResource desired = wanted.resource();
    return component.replaces().stream()
        .map(field -> (Object[]) field.split("[.]"))
        .filter(path -> desired.<Object>get(path) != null)
        .anyMatch(path -> !Objects.equals(desired.<Object>get(path), live.<Object>get(path)));
  }

  /**
   * Dry-runs the creation of a new object; nothing is changed.
   *
   * @throws KubernetesClientException if the API server would reject it
   */
  void tryOut(DesiredObject desired, GenericKubernetesResource live) {
    String uid = live.getMetadata().getUid();
    objects.tryOutCreation(
        desired.kind(),
        desired.resource(),
        desired.name() + "-" + uid.substring(0, Math.min(UID_CHARACTERS, uid.length())));
  }

  /**
   * Replaces the live object with the desired one, or keeps it if the desired one would be
   * rejected.
   */
  ApplyResult replace(DesiredObject desired, GenericKubernetesResource live) {
    ApiKind kind = desired.kind();
    String name = desired.title();
    try {
      tryOut(desired, live);
    } catch (KubernetesClientException e) {
      return ApiError.of(e, kind, name + " is unchanged, since its replacement was rejected");
    }
    objects.delete(kind, live);
    Optional<GenericKubernetesResource> created = objects.create(kind, desired.resource());
    if (created.isEmpty()) {
      return new ApplyResult.Failed(
          State.FAILING, Reason.APPLY_FAILED, name + " is being deleted and will be recreated");
    }
    return ApplyResult.InSync.quietly(created.get());
  }
}
