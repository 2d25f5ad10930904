package dev.goldenpath.cli.plan;

import dev.goldenpath.cli.plan.PlannedObject.Change;
import dev.goldenpath.cli.render.Rendering;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.Quantities;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.preview.ObjectDiff;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares the objects of a service before and after a change, both as the operator applies them.
 */
final class PlanComparison {
  private final @Nullable PlannedSubject former;
  private final PlannedSubject changed;
  private final Map<Component, List<DesiredObject>> before;
  private final Map<Component, List<DesiredObject>> after;
  private final StayingValues staying;
  private final Function<DesiredObject, Optional<GenericKubernetesResource>> live;

  /**
   * Compares two plans.
   *
   * @param former null if the service is not there yet
   * @param live finds the live object, which decides about some effects
   */
  PlanComparison(
      @Nullable PlannedSubject former,
      SettledPlan settled,
      Rendering rendering,
      Function<DesiredObject, Optional<GenericKubernetesResource>> live) {
    this.former = former;
    this.changed = settled.planned();
    this.before =
        former == null ? Map.of() : Rendering.of(former.subject(), former.plan()).objects();
    this.after = rendering.objects();
    this.staying = new StayingValues(former, settled);
    this.live = live;
  }

  PlannedChanges changes() {
    List<PlannedObject> all = new ArrayList<>();
    Components.ALL.forEach(component -> addTo(all, component));
    ServicePlan plan = changed.plan();
    return new PlannedChanges(
        plan.service(), plan.tier().text(), changed.path().path().version(), all);
  }

  private void addTo(List<PlannedObject> all, Component component) {
    List<DesiredObject> wanted = after.getOrDefault(component, List.of());
    List<DesiredObject> was = before.getOrDefault(component, List.of());
    List<String> overrides = staying.overrides(component);
    List<String> later = staying.later(component);
    for (DesiredObject object : wanted) {
      Optional<DesiredObject> twin = find(was, object);
      List<FieldChange> fields = fields(component, twin, object);
      boolean isChanged = twin.isEmpty() || !fields.isEmpty();
      all.add(
          new PlannedObject(
              component.name(),
              object.kind().kind(),
              object.name(),
              twin.isEmpty() ? unmanagedBefore(component) : kind(fields),
              twin.map(each -> planned(each, object, fields)).orElse(List.of()),
              staying.in(component, object),
              isChanged ? overrides : List.of(),
              isChanged ? later : List.of(),
              twin.isEmpty() ? Set.of() : effects(component, object, fields),
              twin,
              Optional.of(object)));
      overrides = isChanged ? List.of() : overrides;
      later = isChanged ? List.of() : later;
    }
    was.stream()
        .filter(object -> find(wanted, object).isEmpty())
        .forEach(object -> all.add(gone(component, object)));
  }

  private static Change kind(List<FieldChange> fields) {
    return fields.isEmpty() ? Change.NONE : Change.CHANGED;
  }

  private Change unmanagedBefore(Component component) {
    return former != null && former.plan().hatches().ejects(component.name())
        ? Change.RETURNED
        : Change.CREATED;
  }

  private static List<FieldChange> fields(
      Component component, Optional<DesiredObject> before, DesiredObject after) {
    return before
        .map(was -> ObjectDiff.between(new Quantities(component.quantities()), was, after))
        .orElse(List.of());
  }

  /** Fields that come or go together are one. */
  private static List<PlannedField> planned(
      DesiredObject before, DesiredObject after, List<FieldChange> fields) {
    Map<String, PlannedField> planned = new LinkedHashMap<>();
    for (FieldChange each : fields) {
      FieldPath path = FieldPath.of(each.field(), before.content(), after.content());
      boolean isWhole = path.from() == null || path.to() == null;
      planned.putIfAbsent(
          path.text(),
          isWhole
              ? new PlannedField(path.text(), path.from(), path.to())
              : new PlannedField(path.text(), each.from(), each.to()));
    }
    return List.copyOf(planned.values());
  }

  private Set<Effect> effects(Component component, DesiredObject object, List<FieldChange> fields) {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (!fields.isEmpty()) {
      Optional<GenericKubernetesResource> current = live.apply(object);
      fields.forEach(field -> effects.addAll(component.effects(changed.plan(), field, current)));
    }
    return effects;
  }

  private PlannedObject gone(Component component, DesiredObject object) {
    ServicePlan plan = changed.plan();
    Change change =
        plan.hatches().ejects(component.name())
            ? Change.EJECTED
            : component.keepsUnwanted(plan) ? Change.LEFT : Change.REMOVED;
    FieldChange end = FieldChange.removed(object.kind().kind(), object.name(), object.content());
    return new PlannedObject(
        component.name(),
        object.kind().kind(),
        object.name(),
        change,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        change == Change.REMOVED && plan.includes(component.name())
            ? component.effects(plan, end, Optional.empty())
            : Set.of(),
        Optional.of(object),
        Optional.empty());
  }

  private static Optional<DesiredObject> find(List<DesiredObject> objects, DesiredObject object) {
    return objects.stream().filter(each -> each.is(object.kind(), object.name())).findFirst();
  }
}
