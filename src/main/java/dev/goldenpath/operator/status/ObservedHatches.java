package dev.goldenpath.operator.status;

import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RejectedHatch;
import java.util.List;
import java.util.Optional;

/**
 * What only the cluster tells about the hatches of a component.
 *
 * @param patch the patch that its objects have
 * @param unmanaged the single objects that the operator keeps off
 * @param rejected hatches that change nothing
 */
public record ObservedHatches(
    Optional<MergePatch> patch, List<Unmanaged> unmanaged, List<RejectedHatch> rejected) {
  /** No hatch is open, but for those that the plan tells of. */
  public static final ObservedHatches NONE =
      new ObservedHatches(Optional.empty(), List.of(), List.of());

  /**
   * One object that its owner manages.
   *
   * @param object kind and name: {@code ResourceQuota/golden-quota}
   */
  public record Unmanaged(String object, HatchReason reason) {}
}
