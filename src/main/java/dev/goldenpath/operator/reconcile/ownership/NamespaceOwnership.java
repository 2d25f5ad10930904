package dev.goldenpath.operator.reconcile.ownership;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.Comparison;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.apply.PriorState;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ownership of a namespace. Its creation is the lock: of two services that try, one wins. An
 * existing one belongs to the service by label and uid, is taken back if only the uid differs and
 * the team is the same, is adopted if both sides consent, and otherwise is not touched.
 */
public final class NamespaceOwnership {
  private final ApiKind kind;
  private final ObjectClient objects;
  private final SecondaryResources secondary;
  private final Applier applier;

  public NamespaceOwnership(
      ApiKind kind, ObjectClient objects, SecondaryResources secondary, Applier applier) {
    this.kind = kind;
    this.objects = objects;
    this.secondary = secondary;
    this.applier = applier;
  }

  /** The namespace with what is remembered on it. */
  public static DesiredObject desired(ComponentContext context, RememberedHatches remembered) {
    DesiredObject standard = context.desired().standard().get(0);
    return remembered
        .json()
        .map(json -> standard.annotated(Annotations.HATCHES, json))
        .orElse(standard);
  }

  /** Creates or updates the namespace, or reports its owner. */
  public ApplyResult claim(ComponentContext context, RememberedHatches remembered) {
    DesiredObject desired = desired(context, remembered);
    try {
      Comparison known = applier.compare(context, desired);
      if (known.live().isPresent()) {
        return keep(context, known);
      }
      Optional<GenericKubernetesResource> created = objects.create(kind, desired.resource());
      if (created.isPresent()) {
        secondary.forgetBefore(created.get());
        return Applier.created(context, desired, created.get());
      }
      Comparison live = applier.compare(context, desired, objects.read(kind, null, desired.name()));
      return live.live().isPresent()
          ? keep(context, live)
          : new ApplyResult.Failed(
              State.FAILING, Reason.APPLY_FAILED, "namespace " + desired.name() + " disappeared");
    } catch (KubernetesClientException e) {
      return ApiError.of(e, kind, desired.title());
    }
  }

  /**
   * Whether this service has a namespace, or may have the existing one; nothing is written.
   *
   * @return empty if it is missing
   */
  public Optional<ApplyResult> look(ComponentContext context) {
    return known(context.plan().service())
        .map(
            live ->
                isOwned(context.service(), live) || wasOurs(context.plan(), live)
                    ? ApplyResult.InSync.quietly(live)
                    : notOwned(context.plan(), live));
  }

  /**
   * Persists what is remembered about the hatches, if that has changed.
   *
   * @return why it could not be persisted
   */
  public Optional<ApplyResult.Failed> remember(
      ComponentContext context, RememberedHatches before, RememberedHatches now) {
    if (now.equals(before)) {
      return Optional.empty();
    }
    // This changes the desired object, so the namespace did not match it before.
    return claim(context.with(PriorState.UNKNOWN), now) instanceof ApplyResult.Failed no
        ? Optional.of(no)
        : Optional.empty();
  }

  /** What was persisted about the hatches of a service; only what the operator wrote counts. */
  public RememberedHatches remembered(GoldenService service) {
    return known(service.getMetadata().getName())
        .filter(live -> isOwned(service, live) || wasOurs(service, live))
        .map(live -> FieldOwnership.annotations(live).get(Annotations.HATCHES))
        .map(RememberedHatches::parse)
        .orElse(RememberedHatches.NONE);
  }

  /** Whether the service has its namespace. */
  public boolean isEstablished(GoldenService service) {
    return known(service.getMetadata().getName())
        .filter(live -> isOwned(service, live))
        .isPresent();
  }

  private Optional<GenericKubernetesResource> known(String name) {
    return secondary.find(kind, null, name);
  }

  /** Whether the namespace belongs to exactly this GoldenService. */
  static boolean isOwned(GoldenService service, GenericKubernetesResource namespace) {
    return service
        .getMetadata()
        .getUid()
        .equals(namespace.getMetadata().getAnnotations().get(Annotations.SERVICE_UID));
  }

  private ApplyResult keep(ComponentContext context, Comparison comparison) {
    GenericKubernetesResource live = comparison.live().orElseThrow();
    if (live.isMarkedForDeletion()) {
      return new ApplyResult.Failed(
          State.FAILING,
          Reason.NAMESPACE_TERMINATING,
          "namespace "
              + context.plan().service()
              + " is being deleted; it will be recreated once it is gone");
    }
    if (isOwned(context.service(), live)) {
      return applier.update(context, comparison);
    }
    if (wasOurs(context.plan(), live)) {
      return take(
          context, comparison, EventReason.TAKEN_BACK, "the namespace is back with its data");
    }
    if (isOffered(context.service(), live)) {
      return take(
          context, comparison, EventReason.ADOPTED, "the namespace was " + Labels.ADOPTABLE);
    }
    return notOwned(context.plan(), live);
  }

  private static ApplyResult notOwned(ServicePlan plan, GenericKubernetesResource live) {
    String owner = live.getMetadata().getLabels().get(Labels.TEAM);
    return new ApplyResult.Failed(
        State.BLOCKED,
        Reason.NAMESPACE_NOT_OWNED,
        "namespace "
            + plan.service()
            + (owner == null
                ? " exists and does not belong to this service"
                : " belongs to team " + owner)
            + "; choose another name, or have its owner label it "
            + Labels.ADOPTABLE
            + "="
            + plan.service()
            + " and annotate the GoldenService with "
            + Annotations.ADOPT
            + ": <reason>");
  }

  private ApplyResult take(
      ComponentContext context, Comparison comparison, String reason, String message) {
    return applier.update(context.with(PriorState.UNKNOWN), comparison)
            instanceof ApplyResult.InSync held
        ? ApplyResult.InSync.with(held.object(), new ApplyResult.Change(reason, message))
        : new ApplyResult.Failed(State.FAILING, Reason.APPLY_FAILED, message);
  }

  /** Released, or its GoldenService was restored from a backup: in both cases the uid differs. */
  private static boolean wasOurs(ServicePlan plan, GenericKubernetesResource live) {
    return wasOurs(plan.service(), plan.team(), live);
  }

  private static boolean wasOurs(GoldenService service, GenericKubernetesResource live) {
    return service.getSpec() != null
        && wasOurs(service.getMetadata().getName(), service.getSpec().getTeam(), live);
  }

  private static boolean wasOurs(
      String service, @Nullable String team, GenericKubernetesResource live) {
    Map<String, String> labels = live.getMetadata().getLabels();
    return FieldManager.NAME.equals(labels.get(Labels.MANAGED_BY))
        && service.equals(labels.get(Labels.SERVICE))
        && Objects.equals(team, labels.get(Labels.TEAM));
  }

  private static boolean isOffered(GoldenService service, GenericKubernetesResource live) {
    String reason = service.getMetadata().getAnnotations().get(Annotations.ADOPT);
    return reason != null
        && !reason.isBlank()
        && service
            .getMetadata()
            .getName()
            .equals(live.getMetadata().getLabels().get(Labels.ADOPTABLE));
  }
}
