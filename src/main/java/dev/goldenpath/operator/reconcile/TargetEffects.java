package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.preview.ObjectChange;
import dev.goldenpath.operator.preview.ServiceClass;
import dev.goldenpath.operator.preview.ServicePreview;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.ServicePlacement;
import dev.goldenpath.operator.rollout.Symptom;
import dev.goldenpath.operator.rollout.TargetEffect;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the target would do to each service: compared as in a preview, once for each version of a
 * service. Once it has the target there is nothing to compare, so what was found before is kept.
 */
final class TargetEffects {
  private final Paths paths;
  private final ServicePlanner planner;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** What was found, and of what. */
  private record Known(
      List<Object> of,
      String target,
      Set<Component> changed,
      boolean isConflict,
      List<RejectedHatch> conflicts) {}

  TargetEffects(Paths paths, ServicePlanner planner) {
    this.paths = paths;
    this.planner = planner;
  }

  /** What the target would do to a service, or has done. */
  TargetEffect of(GoldenService service, ServicePlacement placement, String target) {
    @Nullable String applied = placement.memory().applied();
    if (applied == null || applied.equals(target)) {
      @Nullable Known before = known.get(placement.name());
      return before != null && before.target().equals(target)
          ? effect(service, before.changed(), /* conflicts= */ false)
          : TargetEffect.CHANGES;
    }
    Known now = compared(service, applied, target);
    return effect(service, now.changed(), now.isConflict());
  }

  private static TargetEffect effect(
      GoldenService service, Set<Component> changed, boolean conflicts) {
    boolean isAnyCause = changed.stream().anyMatch(Component::canHurtOthers);
    Set<Symptom> mayCause = EnumSet.noneOf(Symptom.class);
    if (isAnyCause || changed.stream().anyMatch(component -> !isReady(service, component))) {
      mayCause.add(Symptom.NOT_READY);
    }
    if (isAnyCause || changed.stream().anyMatch(Component::measuresErrorBudget)) {
      mayCause.add(Symptom.ERROR_BUDGET_BURNING);
    }
    return new TargetEffect(!changed.isEmpty(), mayCause, conflicts, null);
  }

  private static boolean isReady(GoldenService service, Component component) {
    return StatusAssembler.find(Optional.ofNullable(service.getStatus()), component.conditionType())
        .filter(StatusCondition::holds)
        .isPresent();
  }

  /** The overrides and patches of a service that do not fit the target; none once it has it. */
  List<RejectedHatch> conflicts(GoldenService service, ServicePlacement placement, String target) {
    @Nullable String applied = placement.memory().applied();
    return applied == null || applied.equals(target)
        ? List.of()
        : compared(service, applied, target).conflicts();
  }

  private Known compared(GoldenService service, String applied, String target) {
    String name = service.getMetadata().getName();
    @Nullable Known before = known.get(name);
    List<Object> of =
        List.of(
            service.getMetadata().getUid(),
            service.getMetadata().getGeneration(),
            service.getMetadata().getAnnotations(),
            applied);
    if (before == null || !before.of().equals(of) || !before.target().equals(target)) {
      before = compare(of, service, applied, target);
      known.put(name, before);
    }
    return before;
  }

  private Known compare(List<Object> of, GoldenService service, String applied, String target) {
    Optional<GoldenPath> now = paths.document(applied);
    Optional<GoldenPath> then = paths.document(target);
    if (now.isEmpty() || then.isEmpty()) {
      return new Known(of, target, Set.copyOf(Components.ALL), false, List.of());
    }
    ServicePreview preview = planner.preview(service, now.get(), then.get());
    return new Known(
        of, target, changed(preview), preview.type() == ServiceClass.CONFLICT, preview.conflicts());
  }

  /** All, if it is not known which: the whole plan may differ. */
  private static Set<Component> changed(ServicePreview preview) {
    if (preview.type() == ServiceClass.UNCHANGED) {
      return Set.of();
    }
    Set<String> names =
        preview.changes().stream().map(ObjectChange::component).collect(Collectors.toSet());
    return Components.ALL.stream()
        .filter(component -> names.isEmpty() || names.contains(component.name()))
        .collect(Collectors.toSet());
  }

  /** Forgets all services other than these. */
  void retain(Set<String> services) {
    known.keySet().retainAll(services);
  }
}
