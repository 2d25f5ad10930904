package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus.FailedPath;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.Resolution;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.preview.ChangedPathFields;
import dev.goldenpath.operator.reconcile.TryOut.Refusal;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.ServicePlacement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revision in one reconciliation: the one that the service has, or another one, whose objects
 * are tried out before any is written. If the API server refuses one of them, nothing is written,
 * and the service goes on with the revision that it has.
 */
final class RevisionMove {
  private final Paths paths;
  private final ServicePlanner planner;
  private final PathHolds holds;
  private final ManagedComponent managed;
  private final Clock clock;

  RevisionMove(
      Paths paths, ServicePlanner planner, PathHolds holds, ManagedComponent managed, Clock clock) {
    this.paths = paths;
    this.planner = planner;
    this.holds = holds;
    this.managed = managed;
    this.clock = clock;
  }

  /**
   * What is built this time.
   *
   * @param resolution the plan, or what a person must change first
   * @param remembered the last valid hatches, as far as they count for that plan
   * @param placement what decided on the revision
   * @param desired the revision that the service is to have
   * @param isMove whether it is another one than it has
   * @param changes whether that changes an object
   * @param refused why it cannot have it
   * @param waits whether it cannot have it now, and is to be tried again soon
   */
  record Pass(
      Resolution resolution,
      RememberedHatches remembered,
      ServicePlacement placement,
      String desired,
      boolean isMove,
      boolean changes,
      Optional<FailedPath> refused,
      boolean waits) {}

  /** Decides what is built. */
  Pass begin(GoldenService service, RememberedHatches remembered) {
    ServicePlacement placement = planner.placement(service, remembered);
    String desired = paths.revisionOf(placement);
    @Nullable String applied = placement.memory().applied();
    Optional<GoldenPath> target = paths.document(desired);
    if (target.isEmpty()) {
      return pass(missing(desired), remembered, placement, desired);
    }
    Optional<GoldenPath> present =
        Optional.ofNullable(applied).filter(each -> !each.equals(desired)).flatMap(paths::document);
    if (present.isEmpty()) {
      return pass(planner.plan(service, remembered, target.get()), remembered, placement, desired);
    }
    RememberedHatches kept = remembered.without(holds.leftBehind(service, placement, desired));
    Resolution wanted = planner.plan(service, kept, target.get());
    if (wanted.plan().isEmpty()) {
      return pass(wanted, remembered, placement, desired);
    }
    ServicePlan plan = wanted.plan().get();
    if (plan.hatches().paused().isPresent()) {
      return pass(planner.plan(service, remembered, present.get()), remembered, placement, desired);
    }
    TryOut tryOut = TryOut.of(service, plan, kept, managed);
    if (tryOut.refusal().isEmpty()) {
      return new Pass(
          wanted, kept, placement, desired, true, tryOut.changes(), Optional.empty(), false);
    }
    Resolution stays = planner.plan(service, remembered, present.get());
    Refusal refusal = tryOut.refusal().get();
    return new Pass(
        stays,
        remembered,
        placement,
        desired,
        false,
        false,
        refusal.isFinal() ? Optional.of(refused(stays, plan, desired, refusal)) : Optional.empty(),
        /* waits= */ !refusal.isFinal());
  }

  private static Pass pass(
      Resolution resolution,
      RememberedHatches remembered,
      ServicePlacement placement,
      String desired) {
    return new Pass(
        resolution, remembered, placement, desired, false, false, Optional.empty(), false);
  }

  /** The settings of the platform for a service. */
  Platform platform(GoldenService service) {
    String revision = paths.revisionOf(planner.placement(service, planner.remembered(service)));
    return paths.document(revision).orElseGet(paths::current).spec().platform();
  }

  private static Resolution missing(String revision) {
    return new Resolution.InvalidSpec(
        Reason.REVISION_MISSING,
        "the revision "
            + revision
            + " of the golden path is gone, so nothing is changed; the platform team applies a"
            + " GoldenPath with a new version");
  }

  private FailedPath refused(
      Resolution present, ServicePlan wanted, String revision, Refusal refusal) {
    List<String> fields =
        present
            .plan()
            .map(now -> ChangedPathFields.of(refusal.component(), now, wanted))
            .orElse(List.of());
    String message =
        (fields.isEmpty() ? "" : "spec." + String.join(", spec.", fields) + ": ")
            + refusal.why().message();
    return new FailedPath(
        revision,
        FailureReason.REFUSED.text(),
        MessageText.cut(message, Bounds.MESSAGE),
        Timestamp.now(clock));
  }
}
