package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.hatch.Hatches;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.Resolution;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.preview.ServicePreview.Staying;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One service under the path that is applied to it and under a candidate, by the code that plans
 * and renders it in a reconciliation.
 */
public final class ServiceComparison {
  private final PlanResolver plans;
  private final GoldenPath candidate;

  /** Compares with this candidate. */
  public ServiceComparison(PlanResolver plans, GoldenPath candidate) {
    this.plans = plans;
    this.candidate = candidate;
  }

  /**
   * What the candidate would do to the service. A service that cannot be compared is unknown, and
   * does not prevent the preview of the others.
   */
  public ServicePreview compare(PreviewedService service) {
    if (service.revision().pinned()) {
      return ServicePreview.staying(Staying.PINNED);
    }
    @Nullable GoldenPath applied = service.applied();
    if (applied == null) {
      return ServicePreview.unknown("the revision that it has is gone");
    }
    try {
      Resolution before = resolve(service, applied, service.remembered());
      Resolution after = resolve(service, candidate, service.remembered());
      if (before instanceof Resolution.Planned was && after instanceof Resolution.Planned then) {
        return compare(service, applied, was.value(), then.value());
      }
      return withoutPlan(before, after);
    } catch (RuntimeException e) {
      return ServicePreview.unknown("the operator failed: " + e.getClass().getSimpleName());
    }
  }

  private Resolution resolve(
      PreviewedService service, GoldenPath path, RememberedHatches remembered) {
    return plans.resolve(
        service.service(), path, remembered, service.established(), service.live());
  }

  /** What cannot be built is not touched: only the one revision may change that. */
  private static ServicePreview withoutPlan(Resolution before, Resolution after) {
    if (after instanceof Resolution.InvalidSpec invalid) {
      return before instanceof Resolution.InvalidSpec
          ? ServicePreview.unchanged()
          : ServicePreview.unknown(invalid.message());
    }
    return ServicePreview.unknown("can be built on the candidate, and not on what is applied");
  }

  private ServicePreview compare(
      PreviewedService service, GoldenPath applied, ServicePlan before, ServicePlan after) {
    if (after.hatches().paused().isPresent()) {
      return ServicePreview.staying(Staying.PAUSED);
    }
    RenderingInputs inputs = new RenderingInputs(applied, before, candidate, after);
    List<ComponentComparison> components =
        Components.ALL.stream()
            .filter(component -> !before.hatches().ejects(component.name()))
            .filter(component -> !after.hatches().ejects(component.name()))
            .filter(inputs::differFor)
            .map(component -> ComponentComparison.of(component, before, after))
            .toList();
    List<RejectedHatch> conflicts = conflicts(service, before, after, components);
    if (!conflicts.isEmpty()) {
      return ServicePreview.conflict(conflicts);
    }
    if (service.revision().held()) {
      return ServicePreview.staying(Staying.HELD);
    }
    List<ObjectChange> changes = new ArrayList<>();
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    for (ComponentComparison component : components) {
      component.addTo(changes, effects, service.objects());
    }
    if (!unsafe(before.hatches()).containsAll(unsafe(after.hatches()))) {
      effects.add(Effect.UNSAFE);
    }
    return ServicePreview.of(changes, effects);
  }

  /**
   * The overrides and patches that are rejected only by the candidate. Those of an ejected
   * component have no effect either way.
   */
  private List<RejectedHatch> conflicts(
      PreviewedService service,
      ServicePlan before,
      ServicePlan after,
      List<ComponentComparison> components) {
    Set<String> already =
        Stream.concat(
                before.hatches().rejected().stream(),
                components.stream().flatMap(each -> each.rejectedBefore().stream()))
            .map(RejectedHatch::key)
            .collect(Collectors.toSet());
    List<RejectedHatch> found =
        Stream.concat(
                after.hatches().rejected().stream()
                    .filter(ServiceComparison::isOverrideOrPatch)
                    .filter(hatch -> !after.hatches().ejects(componentOf(hatch))),
                components.stream().flatMap(each -> each.rejectedAfter().stream()))
            .filter(hatch -> !already.contains(hatch.key()))
            .toList();
    return found.isEmpty() ? found : reworded(service, found);
  }

  private static boolean isOverrideOrPatch(RejectedHatch hatch) {
    return hatch.key().startsWith(Annotations.OVERRIDE)
        || hatch.key().startsWith(Annotations.PATCH);
  }

  /** The component of an override or a patch. */
  private static String componentOf(RejectedHatch hatch) {
    return hatch.key().replaceFirst("^[^/]*/", "").replaceFirst("[.].*", "");
  }

  /**
   * The same with what is wrong with the value alone. What is remembered of an override makes its
   * message add what stays in effect, which is not so for a service that is held.
   */
  private List<RejectedHatch> reworded(PreviewedService service, List<RejectedHatch> found) {
    RememberedHatches remembered = service.remembered();
    Map<String, String> problems =
        resolve(
                service,
                candidate,
                new RememberedHatches(Map.of(), remembered.patches(), remembered.handedOver()))
            .plan()
            .map(plan -> plan.hatches().rejected())
            .orElse(List.of())
            .stream()
            .collect(
                Collectors.toMap(RejectedHatch::key, RejectedHatch::problem, (one, more) -> one));
    return found.stream()
        .map(
            hatch ->
                new RejectedHatch(hatch.key(), problems.getOrDefault(hatch.key(), hatch.problem())))
        .toList();
  }

  private static Set<String> unsafe(Hatches hatches) {
    return hatches.overridden().stream()
        .filter(Hatches.Overridden::unsafe)
        .map(each -> each.parameter() + "=" + each.value())
        .collect(Collectors.toSet());
  }
}
