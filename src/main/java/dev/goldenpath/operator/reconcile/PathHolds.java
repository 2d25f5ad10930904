package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.rollout.ConflictPolicy;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.Paths.Rollout;
import dev.goldenpath.operator.rollout.ServicePlacement;
import dev.goldenpath.operator.status.PathHold;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What keeps services from the target. A service's own reconciliation says it in its status; the
 * look at the fleet compares, and wakes those whose status does not say it yet.
 */
final class PathHolds {
  private final Paths paths;
  private final TargetEffects effects;

  PathHolds(Paths paths, TargetEffects effects) {
    this.paths = paths;
    this.effects = effects;
  }

  /**
   * What keeps a service from the target; empty if nothing does, or if there is no rollout.
   *
   * @param path what its status says of the path
   */
  Optional<PathHold> of(GoldenService service, ServicePlacement placement, @Nullable PathRef path) {
    return paths.rollout().flatMap(rollout -> of(rollout, service, placement, path));
  }

  private Optional<PathHold> of(
      Rollout rollout, GoldenService service, ServicePlacement placement, @Nullable PathRef path) {
    String target = rollout.state().target();
    if (target.equals(placement.memory().applied())) {
      return Optional.empty();
    }
    return PathHold.of(
        new PathHold.Facts(
            target,
            placement,
            placement.isHeldByPin(target, rollout.minimumVersion()),
            service.getMetadata().getAnnotations().containsKey(Annotations.PAUSED),
            target.equals(paths.revisionOf(placement)),
            path == null ? null : path.failed(),
            rollout.strategy().conflicts() == ConflictPolicy.HOLD
                ? effects.conflicts(service, placement, target)
                : List.of()));
  }

  /** Whether the status of a service says something else of what keeps it. */
  boolean isNews(GoldenService service, ServicePlacement placement) {
    Optional<PathHold> told =
        StatusAssembler.find(Optional.ofNullable(service.getStatus()), ConditionType.PATH_HELD)
            .filter(StatusCondition::holds)
            .map(
                condition ->
                    new PathHold(
                        condition.reason(), Optional.ofNullable(condition.message()).orElse("")));
    return !told.equals(of(service, placement, ServiceRevisions.pathOf(service)));
  }

  /**
   * What a service leaves behind on its way to a revision: where the path says so, every override
   * and patch that does not fit the target. A patch is never kept: what may be patched protects the
   * platform.
   *
   * @return the keys of their annotations
   */
  Set<String> leftBehind(GoldenService service, ServicePlacement placement, String revision) {
    return paths.rollout().stream()
        .filter(rollout -> rollout.state().target().equals(revision))
        .flatMap(
            rollout ->
                effects.conflicts(service, placement, revision).stream()
                    .map(RejectedHatch::key)
                    .filter(
                        key ->
                            rollout.strategy().conflicts() == ConflictPolicy.ENFORCE
                                || key.startsWith(Annotations.PATCH)))
        .collect(Collectors.toSet());
  }

  /** Looks at a service once it is to have what was planned. */
  Optional<PathHold> after(GoldenService service, ServicePlacement before, PathRef path) {
    return of(service, ServiceRevisions.after(before, path), path);
  }
}
