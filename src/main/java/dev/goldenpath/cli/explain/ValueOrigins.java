package dev.goldenpath.cli.explain;

import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.HeldValue;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.Hatches;
import dev.goldenpath.operator.hatch.Hatches.PatchHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the origin of every value of a plan. */
final class ValueOrigins {
  private static final int DAY = "2026-12-31".length();

  private final Subject subject;
  private final ServicePlan plan;
  private final Set<String> absent;
  private final Map<String, Parameter> parameters;

  ValueOrigins(PlannedSubject planned, List<String> absent) {
    this.subject = planned.subject();
    this.plan = planned.plan();
    this.absent = Set.copyOf(absent);
    this.parameters = new TreeMap<>(planned.path().path().parameters());
  }

  List<ExplainedValue> all() {
    List<ExplainedValue> all = new ArrayList<>();
    Hatches hatches = plan.hatches();
    hatches
        .paused()
        .ifPresent(why -> all.add(without(HatchStatus.SERVICE, Origin.PAUSED, words(why))));
    hatches
        .pin()
        .ifPresent(
            pin ->
                all.add(
                    new ExplainedValue(
                        HatchStatus.PATH, pin.version(), Origin.PIN, null, words(pin.reason()))));
    Components.ALL.stream()
        .filter(component -> !absent.contains(component.name()))
        .forEach(component -> addTo(all, component));
    subject
        .hatches(HatchKind.UNMANAGED)
        .forEach(each -> all.add(without(each.target(), Origin.UNMANAGED, words(each))));
    return all;
  }

  private void addTo(List<ExplainedValue> all, Component component) {
    @Nullable HatchReason ejected = plan.hatches().ejected().get(component.name());
    if (ejected != null) {
      all.add(without(component.name(), Origin.EJECTED, words(ejected) + since(component.name())));
      return;
    }
    @Nullable PatchHatch patch = plan.hatches().patches().get(component.name());
    if (patch != null) {
      all.add(
          new ExplainedValue(
              component.name(),
              patch.patches().get(0).text(),
              Origin.PATCH,
              null,
              words(patch.reason())));
    }
    parameters.forEach(
        (name, parameter) -> {
          if (Parameter.componentOf(name).equals(component.name())) {
            all.add(value(name, parameter));
          }
        });
  }

  private ExplainedValue value(String name, Parameter parameter) {
    String value = plan.text(name);
    String tiers = parameter.defaultFor(plan.tier());
    Optional<HeldValue> held =
        plan.held().stream().filter(each -> each.parameter().equals(name)).findFirst();
    if (held.isPresent()) {
      return new ExplainedValue(name, value, Origin.LIVE, tiers, unnamed(held.get()));
    }
    if (plan.hatches().values().containsKey(name)) {
      return new ExplainedValue(name, value, Origin.OVERRIDE, tiers, whyOverridden(name));
    }
    return new ExplainedValue(
        name, value, parameter.value() == null ? Origin.TIER : Origin.DEFAULT, tiers, "");
  }

  private String whyOverridden(String parameter) {
    return plan.hatches().overridden().stream()
        .filter(each -> each.parameter().equals(parameter))
        .map(each -> Stream.of(each.unsafe() ? "unsafe" : "", words(each.reason())))
        .map(parts -> parts.filter(part -> !part.isEmpty()).collect(Collectors.joining("; ")))
        .findFirst()
        .orElse("");
  }

  /** The parameter has a column of its own. */
  private static String unnamed(HeldValue held) {
    String name = held.parameter() + ": ";
    return held.message().startsWith(name)
        ? held.message().substring(name.length())
        : held.message();
  }

  private static ExplainedValue without(String target, Origin origin, String why) {
    return new ExplainedValue(target, null, origin, null, why);
  }

  private static String words(HatchReason reason) {
    return reason.words() + reason.until().map(day -> ", until " + day).orElse("");
  }

  private static String words(HatchStatus hatch) {
    return Stream.of(hatch.reason(), hatch.message())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(": "));
  }

  private String since(String component) {
    return subject.hatches(HatchKind.EJECT).stream()
        .filter(hatch -> hatch.target().equals(component))
        .map(HatchStatus::since)
        .filter(since -> since != null && since.length() >= DAY)
        .map(since -> ", since " + since.substring(0, DAY))
        .findFirst()
        .orElse("");
  }
}
