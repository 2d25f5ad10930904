package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.component.DesiredState.Variant;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.Comparison;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.ownership.Removal;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A component on the path: its objects are applied, and those no longer wanted are deleted. */
final class ManagedComponent {
  private final Applier applier;
  private final Removal removal;
  private final UnmanagedObject unmanaged;
  private final ObservedStateReader observed;

  ManagedComponent(
      Applier applier, Removal removal, UnmanagedObject unmanaged, ObservedStateReader observed) {
    this.applier = applier;
    this.removal = removal;
    this.unmanaged = unmanaged;
    this.observed = observed;
  }

  /** The desired objects with the live ones. */
  private record Chosen(Optional<MergePatch> patch, List<Comparison> objects) {}

  /** Reconciles a component that waits for no other. */
  ComponentOutcome reconcile(ComponentContext context) {
    return reconcile(context, List.of());
  }

  /**
   * Reconciles a component.
   *
   * @param awaited the components that come first, if it has no object yet
   */
  ComponentOutcome reconcile(ComponentContext context, List<String> awaited) {
    if (!context.isOffered()) {
      removal.prune(context, List.of());
      return ComponentOutcome.switchedOff(context);
    }
    Set<Long> versions = observed.versions(context);
    if (context.isCompared(versions)) {
      return ComponentOutcome.unchanged(
          ComponentFact.of(context.component(), observed.readiness(context)), versions);
    }
    if (!awaited.isEmpty() && versions.isEmpty() && !context.desired().standard().isEmpty()) {
      return ComponentOutcome.awaiting(context, awaited);
    }
    List<RejectedHatch> rejected = new ArrayList<>(context.desired().rejected());
    Chosen chosen = choose(context, rejected);
    List<ApplyResult> results = apply(context, chosen.objects());
    removal.prune(context, chosen.objects().stream().map(Comparison::desired).toList());
    boolean isPlain =
        chosen.patch().isEmpty()
            && rejected.isEmpty()
            && !context.component().keepsUnwanted(context.plan());
    return ComponentOutcome.of(context, results, chosen.patch(), rejected, observed)
        .compared(isPlain ? compared(context, chosen, results) : Set.of());
  }

  /** Dry-runs the objects that would change, with the patch unless that is refused already. */
  TryOut tryOut(ComponentContext context, RememberedHatches remembered) {
    if (context.component() == Components.NAMESPACE) {
      // What is remembered on it is not a change by the revision.
      return tryOut(context, List.of(NamespaceOwnership.desired(context, remembered)));
    }
    for (Variant variant : context.desired().variants()) {
      TryOut tried = tryOut(context, variant.objects());
      if (!variant.isDispensable(remembered.patches().get(context.name()))
          || tried.refusal().filter(TryOut.Refusal::isFinal).isEmpty()) {
        return tried;
      }
    }
    throw new IllegalStateException("the last variant has no patch");
  }

  private TryOut tryOut(ComponentContext context, List<DesiredObject> objects) {
    List<Comparison> changed =
        compared(context, objects).stream()
            .filter(object -> !stands(object))
            .filter(object -> observed.isAvailable(object.kind()))
            .toList();
    return new TryOut(
        !changed.isEmpty(),
        changed.stream()
            .flatMap(object -> applier.refusal(context, object).stream())
            .findFirst()
            .map(why -> new TryOut.Refusal(context.component(), why)));
  }

  /**
   * The versions of the objects if all are as desired, and nothing is to be said about them: then
   * the same versions need neither be rendered nor compared again with the same plan.
   */
  private Set<Long> compared(ComponentContext context, Chosen chosen, List<ApplyResult> results) {
    Set<Long> versions = new HashSet<>();
    for (int i = 0; i < results.size(); i++) {
      if (!(results.get(i) instanceof ApplyResult.InSync held)
          || held.rewritten().isPresent()
          || held.rejected().isPresent()
          || !isInSync(context, chosen.objects().get(i), held.object())) {
        return Set.of();
      }
      versions.add(version(held.object()));
    }
    return Set.copyOf(versions);
  }

  /** An object that was just written is compared, too: the server may have changed it. */
  private boolean isInSync(
      ComponentContext context, Comparison before, GenericKubernetesResource now) {
    boolean isWritten = before.live().filter(live -> version(live).equals(version(now))).isEmpty();
    return isWritten
        ? applier.compare(context, before.desired(), Optional.of(now)).isInSync()
        : before.isInSync();
  }

  private static Long version(GenericKubernetesResource object) {
    return Long.valueOf(object.getMetadata().getResourceVersion());
  }

  /**
   * The first variant that the API server accepts. One that is applied already needs no dry run;
   * otherwise all its objects are dry-run before any is written, or an object would alternate for
   * ever.
   */
  private Chosen choose(ComponentContext context, List<RejectedHatch> rejected) {
    for (Variant variant : context.desired().variants()) {
      Chosen chosen = new Chosen(variant.patch(), compared(context, variant.objects()));
      if (variant.patch().isEmpty()
          || chosen.objects().stream().allMatch(ManagedComponent::stands)) {
        return chosen;
      }
      Optional<ApplyResult.Failed> refused =
          chosen.objects().stream()
              .flatMap(object -> applier.refusal(context, object).stream())
              .filter(refusal -> refusal.state() == State.BLOCKED)
              .findFirst();
      if (refused.isEmpty()) {
        return chosen;
      }
      rejected.add(
          DesiredState.rejected(
              context.component(),
              variant.patch().get(),
              "was rejected by the API server: "
                  + MessageText.plain(refused.get().message(), 512)));
    }
    throw new IllegalStateException("the last variant has no patch");
  }

  private List<Comparison> compared(ComponentContext context, List<DesiredObject> objects) {
    return objects.stream().map(object -> applier.compare(context, object)).toList();
  }

  private static boolean stands(Comparison comparison) {
    return comparison.isInSync() || comparison.live().filter(UnmanagedObject::isMarked).isPresent();
  }

  private List<ApplyResult> apply(ComponentContext context, List<Comparison> objects) {
    List<ApplyResult> results = new ArrayList<>();
    for (Comparison object : objects) {
      ApplyResult result = apply(context, object);
      results.add(result);
      if (result instanceof ApplyResult.Failed && context.component().isAppliedInOrder()) {
        break;
      }
    }
    return results;
  }

  private ApplyResult apply(ComponentContext context, Comparison comparison) {
    Optional<GenericKubernetesResource> marked =
        comparison.live().filter(UnmanagedObject::isMarked);
    if (marked.isEmpty()) {
      return applier.apply(context, comparison);
    }
    try {
      Optional<ApplyResult.Unmanaged> left =
          unmanaged.leave(context, comparison.kind(), marked.get());
      if (left.isPresent()) {
        return left.get();
      }
    } catch (KubernetesClientException e) {
      return ApiError.of(e, comparison.kind(), comparison.desired().title());
    }
    ApplyResult applied = applier.apply(context, comparison);
    return applied instanceof ApplyResult.InSync held
        ? held.with(UnmanagedObject.look(context, marked.get()).rejected())
        : applied;
  }
}
