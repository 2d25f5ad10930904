package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;

/**
 * Brings one object of a service's own namespace to its desired state, with no request where it is
 * there already. What cannot be done is a result, never an exception.
 */
public final class Applier {
  private final ObjectClient objects;
  private final LiveObjects seen;
  private final HandOver handOver;
  private final KubernetesSerialization serialization;
  private final Replacement replacement;
  private final ServerDefaults defaults = new ServerDefaults();

  /** What earlier passes made of an object. */
  public enum PriorState {
    /** Nothing is known: where it is missing, it is new. */
    UNKNOWN,
    /** It was there as the plan has it: where it is missing, another deleted it. */
    PRESENT,
    /** Its owner managed it and hands it back: where it is there, it may be taken over. */
    EJECTED
  }

  public Applier(
      ObjectClient objects,
      LiveObjects seen,
      HandOver handOver,
      KubernetesSerialization serialization) {
    this.objects = objects;
    this.seen = seen;
    this.handOver = handOver;
    this.replacement = new Replacement(objects, seen);
    this.serialization = serialization;
  }

  /**
   * Applies what differs. An object of that name that we never applied is not touched, whatever its
   * labels say, but where its owner hands it back.
   *
   * @param before what is known of the object from earlier passes
   */
  public ApplyResult apply(
      Component component, ApiKind kind, GenericKubernetesResource desired, PriorState before) {
    Optional<ApplyResult.Failed> unavailable = seen.unavailable(kind);
    if (unavailable.isPresent()) {
      return unavailable.get();
    }
    try {
      Optional<GenericKubernetesResource> live = seen.find(kind, desired);
      return live.isPresent()
          ? keep(component, kind, desired, live.get(), before)
          : create(component, kind, desired, before);
    } catch (KubernetesClientException e) {
      return ApiError.of(e, kind, name(desired));
    }
  }

  /**
   * What the API server would say to the object; nothing is changed.
   *
   * @return empty where it would take it
   */
  public Optional<ApplyResult.Failed> refusal(
      Component component, ApiKind kind, GenericKubernetesResource desired) {
    try {
      Optional<GenericKubernetesResource> replaced =
          seen.find(kind, desired).filter(live -> Replacement.isDue(component, desired, live));
      if (replaced.isPresent()) {
        replacement.tryOut(kind, desired, replaced.get());
      } else {
        objects.tryOut(kind, desired);
      }
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(ApiError.of(e, kind, name(desired)));
    }
  }

  /** Whether an apply would change something. */
  public boolean differs(
      Component component, GenericKubernetesResource desired, GenericKubernetesResource live) {
    Map<String, Object> intent = asMap(desired);
    return !defaults.explain(compare(component, intent, live), intent, live);
  }

  /**
   * Applies where an apply would change something, whoever applied the object until now: whether it
   * may be taken is the caller's to say.
   */
  public ApplyResult update(
      Component component,
      ApiKind kind,
      GenericKubernetesResource desired,
      GenericKubernetesResource live,
      PriorState before) {
    Map<String, Object> intent = asMap(desired);
    AppliedFieldsDiff comparison = compare(component, intent, live);
    if (defaults.explain(comparison, intent, live)) {
      return ApplyResult.InSync.quietly(takenUp(kind, live));
    }
    if (Replacement.isDue(component, desired, live)) {
      return replacement.replace(kind, desired, live);
    }
    GenericKubernetesResource applied = handOver.takeUp(kind, objects.apply(kind, desired, live));
    defaults.learn(compare(component, intent, applied), intent, applied);
    seen.remember(kind, applied);
    return before == PriorState.EJECTED
        ? ApplyResult.InSync.quietly(applied)
        : Drift.describe(name(desired), comparison, live, before == PriorState.PRESENT)
            .map(drift -> ApplyResult.InSync.repaired(applied, drift))
            .orElseGet(() -> ApplyResult.InSync.quietly(applied));
  }

  private ApplyResult keep(
      Component component,
      ApiKind kind,
      GenericKubernetesResource desired,
      GenericKubernetesResource live,
      PriorState before) {
    return before == PriorState.EJECTED
            || FieldOwnership.isOurs(live)
            || FieldOwnership.isHandedOver(live)
        ? update(component, kind, desired, live, before)
        : new ApplyResult.Failed(
            State.BLOCKED,
            Reason.OBJECT_NOT_OWNED,
            name(desired)
                + " exists and was not made by "
                + FieldManager.NAME
                + "; delete it, or eject the component and then take it back");
  }

  private ApplyResult create(
      Component component, ApiKind kind, GenericKubernetesResource desired, PriorState before) {
    Optional<GenericKubernetesResource> created = objects.create(kind, desired);
    if (created.isPresent()) {
      seen.remember(kind, created.get());
      return created(created.get(), before == PriorState.PRESENT);
    }
    return takeBack(component, kind, desired, before);
  }

  /** What was there after an earlier pass and had to be created has been deleted by another. */
  public static ApplyResult created(GenericKubernetesResource object, boolean existed) {
    return existed
        ? ApplyResult.InSync.repaired(object, name(object) + " was deleted")
        : ApplyResult.InSync.quietly(object);
  }

  /**
   * The object exists and is not in sight: it lost our label, was never ours, or is what we created
   * ourselves when the answer was lost or the cache lags.
   */
  private ApplyResult takeBack(
      Component component, ApiKind kind, GenericKubernetesResource desired, PriorState before) {
    Optional<GenericKubernetesResource> live =
        objects.read(kind, desired.getMetadata().getNamespace(), desired.getMetadata().getName());
    if (live.isEmpty()) {
      return new ApplyResult.Failed(
          State.FAILING, Reason.APPLY_FAILED, name(desired) + " has just been deleted");
    }
    ApplyResult kept = keep(component, kind, desired, live.get(), before);
    if (kept instanceof ApplyResult.InSync held) {
      seen.remember(kind, held.object());
    }
    return kept;
  }

  /** A returning object whose taking up an earlier process did not finish. */
  private GenericKubernetesResource takenUp(ApiKind kind, GenericKubernetesResource live) {
    if (!FieldOwnership.isHandedOver(live)) {
      return live;
    }
    GenericKubernetesResource taken = handOver.takeUp(kind, live);
    seen.remember(kind, taken);
    return taken;
  }

  private static AppliedFieldsDiff compare(
      Component component, Map<String, Object> intent, GenericKubernetesResource live) {
    return AppliedFieldsDiff.compare(intent, live, new SemanticEquality(component.quantities()));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> asMap(GenericKubernetesResource desired) {
    return serialization.convertValue(desired, Map.class);
  }

  public static String name(GenericKubernetesResource object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
