package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.component.Readiness;
import dev.goldenpath.operator.hatch.Hatches.PatchHatch;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.status.ObservedHatches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The components of a paused service: looked at, and nothing is written. */
final class PausedComponent {
  private final SecondaryResources inventory;
  private final NamespaceOwnership namespaces;
  private final Applier applier;
  private final EjectedComponent ejection;
  private final ObservedStateReader observed;

  PausedComponent(
      SecondaryResources inventory,
      NamespaceOwnership namespaces,
      Applier applier,
      EjectedComponent ejection,
      ObservedStateReader observed) {
    this.inventory = inventory;
    this.namespaces = namespaces;
    this.applier = applier;
    this.ejection = ejection;
    this.observed = observed;
  }

  /** How all of them stand. In a namespace that is another's, nothing is the service's. */
  List<ComponentOutcome> look(
      GoldenService service, ServicePlan plan, RememberedHatches remembered) {
    Optional<ApplyResult.Failed> foreign =
        namespaces
            .look(service, plan)
            .filter(ApplyResult.Failed.class::isInstance)
            .map(ApplyResult.Failed.class::cast);
    return Components.ALL.stream()
        .map(
            component ->
                foreign
                    .map(
                        no ->
                            component == Components.NAMESPACE
                                ? ComponentOutcome.refused(component, no)
                                : ComponentOutcome.waiting(component, plan))
                    .orElseGet(
                        () ->
                            ComponentRunner.guarded(
                                component, plan, () -> look(plan, component, remembered))))
        .toList();
  }

  private ComponentOutcome look(
      ServicePlan plan, Component component, RememberedHatches remembered) {
    if (!plan.includes(component.name())) {
      return ComponentOutcome.switchedOff(component);
    }
    if (remembered.isHandedOver(component.name())) {
      return ComponentOutcome.quiet(ejection.look(plan, component));
    }
    List<GenericKubernetesResource> there = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    List<ObservedHatches.Unmanaged> unmanaged = new ArrayList<>();
    for (GenericKubernetesResource desired :
        DesiredState.of(component, plan).variants().get(0).objects()) {
      Optional<GenericKubernetesResource> live =
          inventory.find(component.kindOf(plan.platform(), desired), desired);
      live.ifPresentOrElse(there::add, () -> missing.add(Applier.name(desired)));
      if (live.filter(UnmanagedObject::isMarked).isPresent()) {
        unmanaged.add(UnmanagedObject.look(plan, component, live.get()).unmanaged());
      } else if (live.filter(object -> applier.differs(component, desired, object)).isPresent()) {
        different.add(Applier.name(desired));
      }
    }
    ObservedHatches hatches =
        new ObservedHatches(patch(plan, component, remembered), unmanaged, List.of());
    return ComponentOutcome.quiet(fact(plan, component, there, missing, different).with(hatches));
  }

  private ComponentFact fact(
      ServicePlan plan,
      Component component,
      List<GenericKubernetesResource> there,
      List<String> missing,
      List<String> different) {
    if (!missing.isEmpty()) {
      return new ComponentFact(
          component,
          State.PROGRESSING,
          Reason.PAUSED,
          "not there, and not made while paused: " + String.join(", ", missing));
    }
    Readiness readiness = component.readiness(plan, observed.of(plan, there));
    String later =
        different.isEmpty() ? "" : "not changed while paused: " + String.join(", ", different);
    String message =
        Stream.of(readiness.message(), later)
            .filter(text -> !text.isEmpty())
            .reduce((one, other) -> one + "; " + other)
            .orElse("");
    return ComponentFact.of(component, readiness.saying(message));
  }

  /** The patch that counted last, while it is still wanted. */
  private static Optional<MergePatch> patch(
      ServicePlan plan, Component component, RememberedHatches remembered) {
    String taken = remembered.patches().get(component.name());
    return Stream.ofNullable(plan.hatches().patches().get(component.name()))
        .map(PatchHatch::patches)
        .flatMap(List::stream)
        .filter(patch -> patch.text().equals(taken))
        .findFirst();
  }
}
