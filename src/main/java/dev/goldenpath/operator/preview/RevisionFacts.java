package dev.goldenpath.operator.preview;

/**
 * Why a rollout would not move a service to the candidate. That its owner paused it is known from
 * its annotations.
 *
 * @param pinned whether a pin that counts keeps it on its revision
 * @param held whether it is held where it is, and a new version alone does not end that
 */
public record RevisionFacts(boolean pinned, boolean held) {
  /** Nothing keeps it. */
  public static final RevisionFacts FREE = new RevisionFacts(false, false);
}
