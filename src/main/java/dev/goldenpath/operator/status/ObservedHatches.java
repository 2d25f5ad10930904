package dev.goldenpath.operator.status;

import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RejectedHatch;
import java.util.List;
import java.util.Optional;

/**
 * What is known about the hatches of a component only from the cluster.
 *
 * @param patch the patch that is applied to its objects
 * @param unmanaged the single objects that the operator does not manage
 * @param rejected hatches that have no effect
 */
public record ObservedHatches(
    Optional<MergePatch> patch, List<Unmanaged> unmanaged, List<RejectedHatch> rejected) {
  /** No hatches are open except those in the plan. */
  public static final ObservedHatches NONE =
      new ObservedHatches(Optional.empty(), List.of(), List.of());

  /**
   * One object that its owner manages.
   *
   * @param object kind and name: {@code ResourceQuota/golden-quota}
   */
  public record Unmanaged(String object, HatchReason reason) {}
}
