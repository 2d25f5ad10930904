package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.HandOver;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.ownership.Removal;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A component that its owner manages: what is still ours is handed over, then it is only looked at,
 * by a read, since no watch tells of what does not have our label.
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
   * Before the hand-over: what the platform relies on is there, if need be made first. Else nobody
   * would need a right to do without it.
   */
  ComponentOutcome prepare(ServicePlan plan, Component component) {
    if (component.isGuardrail()) {
      for (GenericKubernetesResource desired : DesiredState.standard(component, plan)) {
        ApiKind kind = component.kindOf(plan.platform(), desired);
        if (read(kind, desired).isEmpty()) {
          objects.create(kind, desired);
        }
      }
    }
    return ComponentOutcome.quiet(
        new ComponentFact(component, State.EJECTED, Reason.EJECTED, "ejected by its owner"));
  }

  /** Lets go what is still ours and says what is there. */
  ComponentFact eject(GoldenService service, ServicePlan plan, Component component) {
    // What an earlier plan had, and this one does not, goes to its owner as well.
    removal
        .objectsOf(service, component)
        .forEach(
            each -> read(each.getKey(), each.getValue()).ifPresent(l -> release(each.getKey(), l)));
    return look(plan, component, this::release);
  }

  /** Says what is there, and writes nothing. */
  ComponentFact look(ServicePlan plan, Component component) {
    return look(plan, component, (kind, live) -> {});
  }

  private ComponentFact look(
      ServicePlan plan,
      Component component,
      BiConsumer<ApiKind, GenericKubernetesResource> ifThere) {
    List<String> missing = new ArrayList<>();
    for (GenericKubernetesResource desired : DesiredState.standard(component, plan)) {
      ApiKind kind = component.kindOf(plan.platform(), desired);
      read(kind, desired)
          .ifPresentOrElse(
              live -> ifThere.accept(kind, live), () -> missing.add(Applier.name(desired)));
    }
    String why =
        Optional.ofNullable(plan.hatches().ejected().get(component.name()))
            .map(HatchReason::words)
            .filter(words -> !words.isEmpty())
            .map(words -> ": " + words)
            .orElse("");
    return missing.isEmpty()
        ? new ComponentFact(component, State.EJECTED, Reason.EJECTED, "ejected by its owner" + why)
        : new ComponentFact(
            component,
            State.EJECTED_AND_MISSING,
            Reason.EJECTED_AND_MISSING,
            "ejected by its owner" + why + "; not there: " + String.join(", ", missing));
  }

  private void release(ApiKind kind, GenericKubernetesResource live) {
    if (FieldOwnership.isOurs(live)) {
      handOver.release(kind, live);
    }
  }

  private Optional<GenericKubernetesResource> read(ApiKind kind, GenericKubernetesResource object) {
    return objects.read(kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
  }
}
