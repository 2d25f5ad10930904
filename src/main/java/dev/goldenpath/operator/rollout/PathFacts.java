package dev.goldenpath.operator.rollout;

import org.jspecify.annotations.Nullable;

/**
 * What a path asks for: its spec and annotations, after they were accepted.
 *
 * @param version the revision that the fleet should get
 * @param rolledOut whether that revision went all the way before: going back to it is a revert
 * @param inForce what is current if there is no state yet: the newest revision that went all the
 *     way, or {@link #BUILT_IN}
 * @param minimumVersion the oldest revision to which a pin counts; null for any
 * @param paused whether the path is paused
 * @param expedite the revision that skips waves and soaks; null for none
 * @param retry the annotation {@code goldenpath.dev/retry}; null if absent
 */
public record PathFacts(
    String version,
    boolean rolledOut,
    String inForce,
    @Nullable String minimumVersion,
    boolean paused,
    @Nullable String expedite,
    @Nullable String retry) {

  /** The name of what was in force before the first revision. */
  public static final String BUILT_IN = "builtin";

  boolean isExpedited() {
    return version.equals(expedite);
  }
}
