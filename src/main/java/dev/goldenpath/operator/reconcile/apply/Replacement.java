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
 * The change of a field that the API server never lets change: the object is deleted and created.
 * It is tried out first, under a name that nobody has, so that a right that is missing or a policy
 * shows while the old one is still there. Where the process ends between the two, the next pass
 * finds none and creates it.
 */
final class Replacement {
  private static final int UID_CHARACTERS = 8;

  private final ObjectClient objects;
  private final LiveObjects seen;

  Replacement(ObjectClient objects, LiveObjects seen) {
    this.objects = objects;
    this.seen = seen;
  }

  /** Whether the desired object cannot be had by changing the live one. */
  static boolean isDue(Component component, DesiredObject wanted, GenericKubernetesResource live) {
    GenericKubernetesResource desired = wanted.resource();
    return component.replaces().stream()
        .map(field -> (Object[]) field.split("[.]"))
        .filter(path -> desired.<Object>get(path) != null)
        .anyMatch(path -> !Objects.equals(desired.<Object>get(path), live.<Object>get(path)));
  }

  /**
   * What the API server would answer to a new one; nothing is changed.
   *
   * @throws KubernetesClientException where it would refuse it
   */
  void tryOut(DesiredObject desired, GenericKubernetesResource live) {
    String uid = live.getMetadata().getUid();
    objects.tryOutCreation(
        desired.kind(),
        desired.resource(),
        desired.name() + "-" + uid.substring(0, Math.min(UID_CHARACTERS, uid.length())));
  }

  /** Puts the desired object in the live one's place, or leaves that where it would be refused. */
  ApplyResult replace(DesiredObject desired, GenericKubernetesResource live) {
    ApiKind kind = desired.kind();
    String name = desired.title();
    try {
      tryOut(desired, live);
    } catch (KubernetesClientException e) {
      return ApiError.of(e, kind, name + " stays as it is, and its replacement is refused");
    }
    objects.delete(kind, live);
    Optional<GenericKubernetesResource> created = objects.create(kind, desired.resource());
    if (created.isEmpty()) {
      return new ApplyResult.Failed(
          State.FAILING, Reason.APPLY_FAILED, name + " is being deleted, to be created anew");
    }
    seen.remember(kind, created.get());
    return ApplyResult.InSync.quietly(created.get());
  }
}
