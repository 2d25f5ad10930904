package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.Applier.Before;
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
final class NamespaceClaim {
  private final ApiKind kind;
  private final ObjectClient objects;
  private final Inventory inventory;
  private final Applier applier;

  NamespaceClaim(ApiKind kind, ObjectClient objects, Inventory inventory, Applier applier) {
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
  Applied claim(
      GoldenService service, ServicePlan plan, RememberedHatches remembered, boolean existed) {
    GenericKubernetesResource desired = desired(plan, remembered);
    Before before = existed ? Before.STOOD : Before.NOTHING;
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
          : new Applied.Refused(
              State.FAILING, Reason.APPLY_FAILED, "namespace " + plan.service() + " just vanished");
    } catch (KubernetesClientException e) {
      return Refusal.of(e, kind, "Namespace " + plan.service());
    }
  }

  /**
   * Whether there is a namespace of this service, or one that it may have; nothing is written.
   *
   * @return empty if it is missing
   */
  Optional<Applied> look(GoldenService service, ServicePlan plan) {
    return known(plan.service())
        .map(
            live ->
                isOwned(service, live) || wasOurs(plan, live)
                    ? Applied.Held.quietly(live)
                    : notOwned(plan, live));
  }

  /**
   * Writes down what is known of the hatches, where that has changed.
   *
   * @return why it could not be written
   */
  Optional<Applied.Refused> remember(
      GoldenService service, ServicePlan plan, RememberedHatches before, RememberedHatches now) {
    if (now.equals(before)) {
      return Optional.empty();
    }
    // Not as something that stood: what is written down changes what we want.
    return claim(service, plan, now, false) instanceof Applied.Refused no
        ? Optional.of(no)
        : Optional.empty();
  }

  /** What was written down about the hatches of a service; nothing that others wrote counts. */
  RememberedHatches remembered(GoldenService service) {
    return known(service.getMetadata().getName())
        .filter(live -> isOwned(service, live) || wasOurs(service, live))
        .map(
            live ->
                Intent.owned(live, "annotations", live.getMetadata().getAnnotations())
                    .get(GoldenLabels.HATCHES))
        .map(RememberedHatches::parse)
        .orElse(RememberedHatches.NONE);
  }

  /** Whether the service has its namespace. */
  boolean isEstablished(GoldenService service) {
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
    remembered.json().ifPresent(json -> annotations.put(GoldenLabels.HATCHES, json));
    desired.getMetadata().setAnnotations(annotations);
    return desired;
  }

  /** Whether the namespace belongs to this very GoldenService. */
  static boolean isOwned(GoldenService service, GenericKubernetesResource namespace) {
    return service
        .getMetadata()
        .getUid()
        .equals(namespace.getMetadata().getAnnotations().get(GoldenLabels.SERVICE_UID));
  }

  private Applied keep(
      GoldenService service,
      ServicePlan plan,
      GenericKubernetesResource desired,
      GenericKubernetesResource live,
      Before before) {
    if (live.isMarkedForDeletion()) {
      return new Applied.Refused(
          State.FAILING,
          Reason.NAMESPACE_TERMINATING,
          "namespace " + plan.service() + " is being deleted; it is built anew when it is gone");
    }
    if (isOwned(service, live)) {
      return applier.update(Components.NAMESPACE, kind, desired, live, before);
    }
    if (wasOurs(plan, live)) {
      return take(
          desired, live, Applied.News.TAKEN_BACK, "the namespace and its data are as before");
    }
    if (isOffered(service, live)) {
      return take(
          desired, live, Applied.News.ADOPTED, "the namespace was " + GoldenLabels.ADOPTABLE);
    }
    return notOwned(plan, live);
  }

  private static Applied notOwned(ServicePlan plan, GenericKubernetesResource live) {
    String owner = live.getMetadata().getLabels().get(GoldenLabels.TEAM);
    return new Applied.Refused(
        State.BLOCKED,
        Reason.NAMESPACE_NOT_OWNED,
        "namespace "
            + plan.service()
            + (owner == null ? " exists and is not ours" : " belongs to team " + owner)
            + "; choose another name, or have its owner label it "
            + GoldenLabels.ADOPTABLE
            + "="
            + plan.service()
            + " and annotate the GoldenService with "
            + GoldenLabels.ADOPT
            + ": <reason>");
  }

  private Applied take(
      GenericKubernetesResource desired,
      GenericKubernetesResource live,
      String reason,
      String message) {
    return applier.update(Components.NAMESPACE, kind, desired, live, Before.NOTHING)
            instanceof Applied.Held held
        ? Applied.Held.with(held.object(), new Applied.News(reason, message))
        : new Applied.Refused(State.FAILING, Reason.APPLY_FAILED, message);
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
    return GoldenLabels.OPERATOR.equals(labels.get(GoldenLabels.MANAGED_BY))
        && service.equals(labels.get(GoldenLabels.SERVICE))
        && Objects.equals(team, labels.get(GoldenLabels.TEAM));
  }

  private static boolean isOffered(GoldenService service, GenericKubernetesResource live) {
    String reason = service.getMetadata().getAnnotations().get(GoldenLabels.ADOPT);
    return reason != null
        && !reason.isBlank()
        && service
            .getMetadata()
            .getName()
            .equals(live.getMetadata().getLabels().get(GoldenLabels.ADOPTABLE));
  }
}
