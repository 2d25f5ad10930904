package dev.goldenpath.operator.reconcile.ownership;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.Applier.PriorState;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The right to a namespace. To create it is the lock: of two that try, one wins. One that exists is
 * ours by label and the GoldenService's uid; taken back where it was ours under another uid and the
 * team is the same; adopted where both sides consent; else not touched.
 */
public final class NamespaceOwnership {
  private final ApiKind kind;
  private final ObjectClient objects;
  private final SecondaryResources inventory;
  private final Applier applier;

  public NamespaceOwnership(
      ApiKind kind, ObjectClient objects, SecondaryResources inventory, Applier applier) {
    this.kind = kind;
    this.objects = objects;
    this.inventory = inventory;
    this.applier = applier;
  }

  /**
   * Makes or keeps the namespace, or says whose it is.
   *
   * @param remembered what stands on it about hatches
   * @param existed whether it was there as the plan has it
   */
  public ApplyResult claim(
      GoldenService service, ServicePlan plan, RememberedHatches remembered, boolean existed) {
    GenericKubernetesResource desired = desired(plan, remembered);
    PriorState before = existed ? PriorState.PRESENT : PriorState.UNKNOWN;
    try {
      Optional<GenericKubernetesResource> known = known(plan.service());
      if (known.isPresent()) {
        return keep(service, plan, desired, known.get(), before);
      }
      Optional<GenericKubernetesResource> created = objects.create(kind, desired);
      if (created.isPresent()) {
        inventory.remember(kind, created.get());
        return Applier.created(created.get(), existed);
      }
      Optional<GenericKubernetesResource> live = objects.read(kind, null, plan.service());
      return live.isPresent()
          ? keep(service, plan, desired, live.get(), before)
          : new ApplyResult.Failed(
              State.FAILING, Reason.APPLY_FAILED, "namespace " + plan.service() + " just vanished");
    } catch (KubernetesClientException e) {
      return ApiError.of(e, kind, "Namespace " + plan.service());
    }
  }

  /**
   * Whether there is a namespace of this service, or one that it may have; nothing is written.
   *
   * @return empty if it is missing
   */
  public Optional<ApplyResult> look(GoldenService service, ServicePlan plan) {
    return known(plan.service())
        .map(
            live ->
                isOwned(service, live) || wasOurs(plan, live)
                    ? ApplyResult.InSync.quietly(live)
                    : notOwned(plan, live));
  }

  /**
   * Writes down what is known of the hatches, where that has changed.
   *
   * @return why it could not be written
   */
  public Optional<ApplyResult.Failed> remember(
      GoldenService service, ServicePlan plan, RememberedHatches before, RememberedHatches now) {
    if (now.equals(before)) {
      return Optional.empty();
    }
    // Not as something that stood: what is written down changes what we want.
    return claim(service, plan, now, false) instanceof ApplyResult.Failed no
        ? Optional.of(no)
        : Optional.empty();
  }

  /** What was written down about the hatches of a service; nothing that others wrote counts. */
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
    return inventory.find(kind, null, name);
  }

  private static GenericKubernetesResource desired(ServicePlan plan, RememberedHatches remembered) {
    GenericKubernetesResource desired = DesiredState.standard(Components.NAMESPACE, plan).get(0);
    Map<String, String> annotations = new TreeMap<>(desired.getMetadata().getAnnotations());
    remembered.json().ifPresent(json -> annotations.put(Annotations.HATCHES, json));
    desired.getMetadata().setAnnotations(annotations);
    return desired;
  }

  /** Whether the namespace belongs to this very GoldenService. */
  static boolean isOwned(GoldenService service, GenericKubernetesResource namespace) {
    return service
        .getMetadata()
        .getUid()
        .equals(namespace.getMetadata().getAnnotations().get(Annotations.SERVICE_UID));
  }

  private ApplyResult keep(
      GoldenService service,
      ServicePlan plan,
      GenericKubernetesResource desired,
      GenericKubernetesResource live,
      PriorState before) {
    if (live.isMarkedForDeletion()) {
      return new ApplyResult.Failed(
          State.FAILING,
          Reason.NAMESPACE_TERMINATING,
          "namespace " + plan.service() + " is being deleted; it is built anew when it is gone");
    }
    if (isOwned(service, live)) {
      return applier.update(Components.NAMESPACE, kind, desired, live, before);
    }
    if (wasOurs(plan, live)) {
      return take(
          desired, live, ApplyResult.Change.TAKEN_BACK, "the namespace and its data are as before");
    }
    if (isOffered(service, live)) {
      return take(
          desired, live, ApplyResult.Change.ADOPTED, "the namespace was " + Labels.ADOPTABLE);
    }
    return notOwned(plan, live);
  }

  private static ApplyResult notOwned(ServicePlan plan, GenericKubernetesResource live) {
    String owner = live.getMetadata().getLabels().get(Labels.TEAM);
    return new ApplyResult.Failed(
        State.BLOCKED,
        Reason.NAMESPACE_NOT_OWNED,
        "namespace "
            + plan.service()
            + (owner == null ? " exists and is not ours" : " belongs to team " + owner)
            + "; choose another name, or have its owner label it "
            + Labels.ADOPTABLE
            + "="
            + plan.service()
            + " and annotate the GoldenService with "
            + Annotations.ADOPT
            + ": <reason>");
  }

  private ApplyResult take(
      GenericKubernetesResource desired,
      GenericKubernetesResource live,
      String reason,
      String message) {
    return applier.update(Components.NAMESPACE, kind, desired, live, PriorState.UNKNOWN)
            instanceof ApplyResult.InSync held
        ? ApplyResult.InSync.with(held.object(), new ApplyResult.Change(reason, message))
        : new ApplyResult.Failed(State.FAILING, Reason.APPLY_FAILED, message);
  }

  /** Released, or its GoldenService was restored from a backup: either gives it another uid. */
  private static boolean wasOurs(ServicePlan plan, GenericKubernetesResource live) {
    return wasOurs(plan.service(), plan.team(), live);
  }

  private static boolean wasOurs(GoldenService service, GenericKubernetesResource live) {
    return service.getSpec() != null
        && wasOurs(service.getMetadata().getName(), service.getSpec().getTeam(), live);
  }

  private static boolean wasOurs(String service, String team, GenericKubernetesResource live) {
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
