package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.Quantities;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A component of a service, rendered from two plans.
 *
 * @param after the plan by the candidate
 * @param former the objects by the applied path; none if it has the component switched off
 * @param wanted the objects by the candidate; likewise
 */
record ComponentComparison(
    Component component, ServicePlan after, DesiredState former, DesiredState wanted) {
  private static final DesiredState OFF =
      new DesiredState(List.of(new DesiredState.Variant(Optional.empty(), List.of())), List.of());

  static ComponentComparison of(Component component, ServicePlan before, ServicePlan after) {
    return new ComponentComparison(
        component, after, rendered(component, before), rendered(component, after));
  }

  private static DesiredState rendered(Component component, ServicePlan plan) {
    return plan.includes(component.name()) ? DesiredState.of(component, plan) : OFF;
  }

  /** The patch, if the applied path rejects it. */
  List<RejectedHatch> rejectedBefore() {
    return former.rejected();
  }

  /** The patch, if the candidate rejects it. */
  List<RejectedHatch> rejectedAfter() {
    return wanted.rejected();
  }

  /** Adds the changes of its objects, and what they do. */
  void addTo(
      List<ObjectChange> changes,
      Set<Effect> effects,
      Function<DesiredObject, Optional<GenericKubernetesResource>> live) {
    for (DesiredObject object : wanted.wanted()) {
      add(changes, effects, object, fieldsOf(object), live);
    }
    for (DesiredObject object : former.wanted()) {
      if (find(wanted, object).isEmpty()) {
        FieldChange end =
            FieldChange.removed(object.kind().kind(), object.name(), object.content());
        add(changes, effects, object, List.of(end), live);
      }
    }
  }

  private List<FieldChange> fieldsOf(DesiredObject object) {
    return find(former, object)
        .map(before -> ObjectDiff.between(new Quantities(component.quantities()), before, object))
        .orElseGet(
            () ->
                List.of(
                    FieldChange.created(object.kind().kind(), object.name(), object.content())));
  }

  private void add(
      List<ObjectChange> changes,
      Set<Effect> effects,
      DesiredObject object,
      List<FieldChange> fields,
      Function<DesiredObject, Optional<GenericKubernetesResource>> live) {
    if (fields.isEmpty()) {
      return;
    }
    Optional<GenericKubernetesResource> current = live.apply(object);
    if (current.filter(ComponentComparison::isUnmanaged).isPresent()) {
      return;
    }
    boolean ends = fields.get(0).isRemoval();
    changes.add(
        new ObjectChange(
            component.name(),
            object.kind().kind(),
            object.name(),
            fields,
            ends && component.holdsData()));
    if (ends && !component.holdsData()) {
      effects.add(Effect.REMOVED);
    }
    // Of a component that is switched off, nothing is left that could still restrict anyone.
    if (after.includes(component.name())) {
      fields.forEach(field -> effects.addAll(component.effects(after, field, current)));
    }
  }

  /** Whether its owner manages this one object. */
  private static boolean isUnmanaged(GenericKubernetesResource live) {
    return live.getMetadata().getAnnotations().containsKey(Annotations.UNMANAGED);
  }

  private static Optional<DesiredObject> find(DesiredState state, DesiredObject object) {
    return state.wanted().stream()
        .filter(each -> each.is(object.kind(), object.name()))
        .findFirst();
  }
}
