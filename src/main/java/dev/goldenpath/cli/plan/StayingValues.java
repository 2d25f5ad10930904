package dev.goldenpath.cli.plan;

import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.HeldValue;
import dev.goldenpath.operator.goldenpath.OneWay;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.goldenpath.ParameterType;
import dev.goldenpath.operator.goldenpath.Quantities;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.preview.ObjectDiff;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values that a change would leave as they are: what is live, and what its owner overrode. */
final class StayingValues {
  private final @Nullable PlannedSubject former;
  private final SettledPlan settled;
  private final PlannedSubject changed;

  StayingValues(@Nullable PlannedSubject former, SettledPlan settled) {
    this.former = former;
    this.settled = settled;
    this.changed = settled.planned();
  }

  /** The parameters of a component that follow only when what runs has changed. */
  List<String> later(Component component) {
    return settled.later().stream()
        .filter(name -> Parameter.componentOf(name).equals(component.name()))
        .toList();
  }

  /** The overridden parameters of a component whose default changes. */
  List<String> overrides(Component component) {
    if (former == null) {
      return List.of();
    }
    Map<String, String> defaults = former.path().path().defaults(former.plan().tier());
    Map<String, String> now = changed.path().path().defaults(changed.plan().tier());
    Map<String, String> kept = changed.plan().hatches().values();
    return new TreeMap<>(former.plan().hatches().values())
        .entrySet().stream()
            .filter(entry -> entry.getValue().equals(kept.get(entry.getKey())))
            .map(Map.Entry::getKey)
            .filter(name -> Parameter.componentOf(name).equals(component.name()))
            .filter(name -> !Objects.equals(defaults.get(name), now.get(name)))
            .toList();
  }

  /** The values of an object that newly stay because of what is live. */
  List<StayingValue> in(Component component, DesiredObject object) {
    return changed.plan().held().stream()
        .filter(held -> held.component().equals(component.name()))
        .filter(held -> former == null || !former.plan().held().contains(held))
        .flatMap(
            held ->
                unheld(component, object, held).stream()
                    .limit(1)
                    .map(
                        field ->
                            new StayingValue(
                                held.parameter(),
                                FieldPath.of(field.field(), object.content(), object.content())
                                    .text(),
                                held.value(),
                                held.wanted(),
                                why(held))))
        .toList();
  }

  /** What the object would have in other fields if the value did not stay. */
  private List<FieldChange> unheld(Component component, DesiredObject object, HeldValue held) {
    ServicePlan plan = changed.plan();
    Map<String, String> values = new TreeMap<>(plan.values());
    values.put(held.parameter(), held.wanted());
    ServicePlan other =
        new ServicePlan(
            plan.service(),
            plan.uid(),
            plan.team(),
            plan.tier(),
            plan.requested(),
            plan.deletionPolicy(),
            plan.path(),
            plan.platform(),
            plan.components(),
            values,
            plan.live(),
            plan.held(),
            plan.hatches());
    return DesiredState.of(component, other).wanted().stream()
        .filter(each -> each.is(object.kind(), object.name()))
        .flatMap(
            each ->
                ObjectDiff.between(new Quantities(component.quantities()), object, each).stream())
        .toList();
  }

  private String why(HeldValue held) {
    @Nullable OneWay door = Components.catalogue().oneWay().get(held.parameter());
    if (door == null) {
      // Only the component knows what needs the value.
      String begin = held.parameter() + ": stays " + held.value();
      return held.message().startsWith(begin)
          ? held.message().substring(begin.length()).strip()
          : held.message();
    }
    return switch (door) {
      case INCREASE_ONLY -> isVolume(held) ? "a volume does not shrink" : "it only grows";
      case KEEPS_WHAT_RUNS -> "what runs stays; an override upgrades it";
    };
  }

  private boolean isVolume(HeldValue held) {
    return Objects.requireNonNull(changed.path().path().parameters().get(held.parameter())).type()
        == ParameterType.QUANTITY;
  }
}
