package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.HandOver;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.ownership.Removal;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A component that its owner manages: whatever the operator still owns is handed over, then it is
 * only observed, by a read, since no watch covers objects without our labels.
 */
final class EjectedComponent {
  private final ObjectClient objects;
  private final Removal removal;
  private final HandOver handOver;

  EjectedComponent(ObjectClient objects, Removal removal, HandOver handOver) {
    this.objects = objects;
    this.removal = removal;
    this.handOver = handOver;
  }

  /**
   * Before the hand-over, what the platform relies on must exist and is created if necessary.
   * Otherwise, nobody would need permission to do without it.
   */
  ComponentOutcome prepare(ComponentContext context) {
    if (context.component().isGuardrail()) {
      for (DesiredObject desired : context.desired().standard()) {
        if (objects.read(desired).isEmpty()) {
          objects.create(desired.kind(), desired.resource());
        }
      }
    }
    return ComponentOutcome.quiet(
        context.fact(State.EJECTED, Reason.EJECTED, "ejected by its owner"));
  }

  /** Releases what the operator still owns, and reports what exists. */
  ComponentOutcome reconcile(ComponentContext context) {
    // Objects of an earlier plan that this one lacks go to its owner as well.
    removal
        .objectsOf(context)
        .forEach(
            each ->
                objects
                    .read(
                        each.getKey(),
                        each.getValue().getMetadata().getNamespace(),
                        each.getValue().getMetadata().getName())
                    .ifPresent(live -> release(each.getKey(), live)));
    return look(context, this::release);
  }

  /** Reports what exists, and writes nothing. */
  ComponentOutcome look(ComponentContext context) {
    return look(context, (kind, live) -> {});
  }

  private ComponentOutcome look(
      ComponentContext context, BiConsumer<ApiKind, GenericKubernetesResource> ifThere) {
    List<String> missing = new ArrayList<>();
    for (DesiredObject desired : context.desired().standard()) {
      objects
          .read(desired)
          .ifPresentOrElse(
              live -> ifThere.accept(desired.kind(), live), () -> missing.add(desired.title()));
    }
    String why =
        Optional.ofNullable(context.plan().hatches().ejected().get(context.name()))
            .map(HatchReason::words)
            .filter(words -> !words.isEmpty())
            .map(words -> ": " + words)
            .orElse("");
    return ComponentOutcome.quiet(
        missing.isEmpty()
            ? context.fact(State.EJECTED, Reason.EJECTED, "ejected by its owner" + why)
            : context.fact(
                State.EJECTED_AND_MISSING,
                Reason.EJECTED_AND_MISSING,
                "ejected by its owner" + why + "; missing: " + String.join(", ", missing)));
  }

  private void release(ApiKind kind, GenericKubernetesResource live) {
    if (FieldOwnership.isOurs(live)) {
      handOver.release(kind, live);
    }
  }
}
