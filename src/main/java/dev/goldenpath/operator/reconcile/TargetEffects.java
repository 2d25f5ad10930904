package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.preview.ObjectChange;
import dev.goldenpath.operator.preview.ServiceClass;
import dev.goldenpath.operator.preview.ServicePreview;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.ServicePlacement;
import dev.goldenpath.operator.rollout.TargetEffect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the target would do to each service: compared as in a preview, once for each version of a
 * service. Once it has the target there is nothing to compare, so what was found before is kept.
 */
final class TargetEffects {
  /** A change of it cannot make a service fail. */
  private static final String HARMLESS = "dashboard";

  private final Paths paths;
  private final ServicePlanner planner;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** What was found, and of what. */
  private record Known(
      List<Object> of, String target, TargetEffect effect, List<RejectedHatch> conflicts) {}

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
          ? new TargetEffect(before.effect().changes(), false, null)
          : TargetEffect.CHANGES;
    }
    return compared(service, applied, target).effect();
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
      return new Known(of, target, TargetEffect.CHANGES, List.of());
    }
    ServicePreview preview = planner.preview(service, now.get(), then.get());
    boolean changes =
        preview.type() != ServiceClass.UNCHANGED
            && (preview.changes().isEmpty()
                || preview.changes().stream()
                    .map(ObjectChange::component)
                    .anyMatch(component -> !component.equals(HARMLESS)));
    return new Known(
        of,
        target,
        new TargetEffect(changes, preview.type() == ServiceClass.CONFLICT, null),
        preview.conflicts());
  }

  /** Forgets all services other than these. */
  void retain(Set<String> services) {
    known.keySet().retainAll(services);
  }
}
