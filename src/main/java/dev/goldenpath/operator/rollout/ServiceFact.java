package dev.goldenpath.operator.rollout;

import org.jspecify.annotations.Nullable;

/**
 * What is observed of one service.
 *
 * @param placement what decides which revision it should have
 * @param paused whether its owner paused it, or it cannot be reconciled: it is not moved
 * @param health its readiness
 * @param effect what the target does to it
 */
public record ServiceFact(
    ServicePlacement placement, boolean paused, Health health, TargetEffect effect) {

  /** Its name. */
  public String name() {
    return placement.name();
  }

  boolean isOn(String revision) {
    return revision.equals(placement.memory().applied());
  }

  boolean isNew() {
    return placement.memory().applied() == null;
  }

  /** Whether it can go back to a revision other than this one. */
  boolean canLeave(String revision) {
    @Nullable String lastGood = placement.memory().lastGood();
    return lastGood != null && !lastGood.equals(revision);
  }
}
