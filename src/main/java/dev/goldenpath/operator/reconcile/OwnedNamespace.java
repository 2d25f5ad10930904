package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import java.util.List;
import java.util.Optional;

/** The namespace: the other components are in it, so it comes first, and it has no modes. */
final class OwnedNamespace {
  private final NamespaceOwnership ownership;
  private final ObservedStateReader observed;

  OwnedNamespace(NamespaceOwnership ownership, ObservedStateReader observed) {
    this.ownership = ownership;
    this.observed = observed;
  }

  /** Creates or updates it, with what is remembered about the service's hatches. */
  ComponentOutcome reconcile(ComponentContext context, RememberedHatches remembered) {
    return ComponentRunner.guarded(
        context,
        () -> {
          ApplyResult result = ownership.claim(context, remembered);
          return ComponentOutcome.of(
              context, List.of(result), Optional.empty(), rejected(result), observed);
        });
  }

  private static List<RejectedHatch> rejected(ApplyResult result) {
    return result instanceof ApplyResult.InSync held && UnmanagedObject.isMarked(held.object())
        ? List.of(
            UnmanagedObject.rejected(
                held.object(),
                "has no effect: the namespace cannot leave the path on its own; to keep it and"
                    + " leave, set spec.deletionPolicy to Retain and delete the GoldenService"))
        : List.of();
  }
}
