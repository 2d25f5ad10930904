package dev.goldenpath.cli.render;

import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.component.DesiredState.Variant;
import dev.goldenpath.operator.hatch.Hatches;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a service that the operator applies: not those of an ejected component, nor the
 * ones that their owner manages.
 *
 * @param plan what they are rendered from
 * @param objects by component, in the product's order; absent for a component that its owner
 *     manages
 * @param rejected the hatches that have no effect, or an earlier one
 */
public record Rendering(
    ServicePlan plan, Map<Component, List<DesiredObject>> objects, List<RejectedHatch> rejected) {

  /**
   * Renders a plan.
   *
   * @param subject the service that it was made for
   */
  public static Rendering of(Subject subject, ServicePlan plan) {
    Map<Component, List<DesiredObject>> objects = new LinkedHashMap<>();
    List<RejectedHatch> rejected = new ArrayList<>(plan.hatches().rejected());
    Set<String> unmanaged =
        subject.hatches(HatchKind.UNMANAGED).stream()
            .map(HatchStatus::target)
            .collect(Collectors.toSet());
    for (Component component : Components.ALL) {
      if (!plan.includes(component.name()) || plan.hatches().ejects(component.name())) {
        continue;
      }
      DesiredState desired = DesiredState.of(component, plan);
      rejected.addAll(desired.rejected());
      objects.put(
          component,
          inEffect(subject, plan.hatches(), component, desired).objects().stream()
              .filter(object -> !unmanaged.contains(object.kind().kind() + "/" + object.name()))
              .toList());
    }
    return new Rendering(plan, objects, rejected);
  }

  /**
   * The desired variant, unless the operator has tried the patch: then the API server may have
   * refused it, and the status says which one is in effect.
   */
  private static Variant inEffect(
      Subject subject, Hatches hatches, Component component, DesiredState desired) {
    boolean isTried =
        subject
            .status()
            .filter(status -> Objects.equals(status.observedHatches(), hatches.hash()))
            .filter(
                status ->
                    Objects.equals(
                        status.observedGeneration(),
                        subject.service().getMetadata().getGeneration()))
            .isPresent();
    if (!isTried) {
      return desired.variants().get(0);
    }
    String inEffect = subject.remembered().patches().get(component.name());
    return desired.variants().stream()
        .filter(variant -> Objects.equals(text(variant), inEffect))
        .findFirst()
        .orElse(desired.variants().get(0));
  }

  private static @Nullable String text(Variant variant) {
    return variant.patch().map(MergePatch::text).orElse(null);
  }

  /** All objects. */
  public List<DesiredObject> all() {
    return objects.values().stream().flatMap(List::stream).toList();
  }

  /** The component of an object. */
  public Optional<Component> componentOf(DesiredObject object) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getValue().contains(object))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
