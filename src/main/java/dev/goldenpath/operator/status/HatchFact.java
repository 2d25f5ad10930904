package dev.goldenpath.operator.status;

import dev.goldenpath.operator.hatch.Grounds;
import dev.goldenpath.operator.hatch.Hatches.Rejected;
import dev.goldenpath.operator.hatch.Patch;
import java.util.List;
import java.util.Optional;

/**
 * What only the cluster tells about the hatches of a component.
 *
 * @param patch the patch that its objects have
 * @param unmanaged the single objects that the operator keeps off
 * @param rejected hatches that change nothing
 */
public record HatchFact(Optional<Patch> patch, List<Unmanaged> unmanaged, List<Rejected> rejected) {
  /** No hatch is open, but for those that the plan tells of. */
  public static final HatchFact NONE = new HatchFact(Optional.empty(), List.of(), List.of());

  /**
   * One object that its owner manages.
   *
   * @param object kind and name: {@code ResourceQuota/golden-quota}
   */
  public record Unmanaged(String object, Grounds grounds) {}
}
