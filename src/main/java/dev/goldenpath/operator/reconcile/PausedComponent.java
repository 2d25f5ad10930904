package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.Readiness;
import dev.goldenpath.operator.hatch.Hatches.PatchHatch;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.Comparison;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.status.ObservedHatches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A component of a paused service: observed only, nothing is written. */
final class PausedComponent {
  private final Applier applier;
  private final EjectedComponent ejected;
  private final ObservedStateReader observed;

  PausedComponent(Applier applier, EjectedComponent ejected, ObservedStateReader observed) {
    this.applier = applier;
    this.ejected = ejected;
    this.observed = observed;
  }

  ComponentOutcome look(ComponentContext context, RememberedHatches remembered) {
    if (!context.isOffered()) {
      return ComponentOutcome.switchedOff(context);
    }
    if (remembered.isHandedOver(context.name())) {
      return ejected.look(context);
    }
    List<GenericKubernetesResource> there = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    List<ObservedHatches.Unmanaged> unmanaged = new ArrayList<>();
    for (DesiredObject desired : context.desired().wanted()) {
      Comparison comparison = applier.compare(context, desired);
      comparison.live().ifPresentOrElse(there::add, () -> missing.add(desired.title()));
      if (comparison.live().filter(UnmanagedObject::isMarked).isPresent()) {
        unmanaged.add(UnmanagedObject.look(context, comparison.live().get()).unmanaged());
      } else if (comparison.difference().isPresent()) {
        different.add(desired.title());
      }
    }
    ObservedHatches hatches = new ObservedHatches(patch(context, remembered), unmanaged, List.of());
    return ComponentOutcome.quiet(fact(context, there, missing, different).with(hatches));
  }

  private ComponentFact fact(
      ComponentContext context,
      List<GenericKubernetesResource> there,
      List<String> missing,
      List<String> different) {
    if (!missing.isEmpty()) {
      return context.fact(
          State.PROGRESSING,
          Reason.PAUSED,
          "missing, and not created while paused: " + String.join(", ", missing));
    }
    Readiness readiness = observed.readiness(context, () -> there);
    String later =
        different.isEmpty() ? "" : "not changed while paused: " + String.join(", ", different);
    return ComponentFact.of(
        context.component(),
        readiness.saying(
            Stream.of(readiness.message(), later)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "))));
  }

  /** The last valid patch, if it is still wanted. */
  private static Optional<MergePatch> patch(
      ComponentContext context, RememberedHatches remembered) {
    String taken = remembered.patches().get(context.name());
    return Stream.ofNullable(context.plan().hatches().patches().get(context.name()))
        .map(PatchHatch::patches)
        .flatMap(List::stream)
        .filter(patch -> patch.text().equals(taken))
        .findFirst();
  }
}
