package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.component.DesiredState.Variant;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.Applier.PriorState;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.ownership.Removal;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A component on the road: its objects are applied, and those it no longer wants taken away. */
final class ManagedComponent {
  private final Applier applier;
  private final Removal removal;
  private final SecondaryResources inventory;
  private final UnmanagedObject unmanaged;
  private final ObservedStateReader observed;

  ManagedComponent(
      Applier applier,
      Removal removal,
      SecondaryResources inventory,
      UnmanagedObject unmanaged,
      ObservedStateReader observed) {
    this.applier = applier;
    this.removal = removal;
    this.inventory = inventory;
    this.unmanaged = unmanaged;
    this.observed = observed;
  }

  ComponentOutcome build(
      GoldenService service, ServicePlan plan, Component component, PriorState before) {
    if (!plan.includes(component.name())) {
      removal.prune(service, component, List.of());
      return ComponentOutcome.switchedOff(component);
    }
    DesiredState desired = DesiredState.of(component, plan);
    List<RejectedHatch> rejected = new ArrayList<>(desired.rejected());
    Variant chosen = choose(plan, component, desired, rejected);
    List<ApplyResult> applied =
        chosen.objects().stream().map(object -> apply(plan, component, object, before)).toList();
    removal.prune(service, component, chosen.objects());
    return ComponentOutcome.of(component, plan, applied, chosen.patch(), rejected, observed);
  }

  /**
   * The first variant that the API server takes. What stands already needs no trial; else all its
   * objects are tried out before any is written, or one would go back and forth for ever.
   */
  private Variant choose(
      ServicePlan plan, Component component, DesiredState desired, List<RejectedHatch> rejected) {
    for (Variant variant : desired.variants()) {
      if (variant.patch().isEmpty() || stands(plan, component, variant)) {
        return variant;
      }
      Optional<ApplyResult.Failed> refused =
          variant.objects().stream()
              .flatMap(
                  object ->
                      applier
                          .refusal(component, component.kindOf(plan.platform(), object), object)
                          .stream())
              .filter(refusal -> refusal.state() == State.BLOCKED)
              .findFirst();
      if (refused.isEmpty()) {
        return variant;
      }
      rejected.add(
          DesiredState.rejected(
              component,
              variant.patch().get(),
              "is refused by the API server: " + MessageText.plain(refused.get().message(), 512)));
    }
    throw new IllegalStateException("the last variant has no patch");
  }

  private boolean stands(ServicePlan plan, Component component, Variant variant) {
    return variant.objects().stream()
        .allMatch(
            desired ->
                inventory
                    .find(component.kindOf(plan.platform(), desired), desired)
                    .filter(
                        live ->
                            UnmanagedObject.isMarked(live)
                                || !applier.differs(component, desired, live))
                    .isPresent());
  }

  private ApplyResult apply(
      ServicePlan plan, Component component, GenericKubernetesResource desired, PriorState before) {
    ApiKind kind = component.kindOf(plan.platform(), desired);
    Optional<GenericKubernetesResource> marked =
        inventory.find(kind, desired).filter(UnmanagedObject::isMarked);
    if (marked.isEmpty()) {
      return applier.apply(component, kind, desired, before);
    }
    try {
      Optional<ApplyResult.Unmanaged> left = unmanaged.leave(kind, plan, component, marked.get());
      if (left.isPresent()) {
        return left.get();
      }
    } catch (KubernetesClientException e) {
      return ApiError.of(e, kind, Applier.name(desired));
    }
    ApplyResult applied = applier.apply(component, kind, desired, before);
    return applied instanceof ApplyResult.InSync held
        ? held.with(UnmanagedObject.look(plan, component, marked.get()).rejected())
        : applied;
  }
}
