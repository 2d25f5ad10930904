package dev.goldenpath.operator.rollout;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the target would do to a service, or has done.
 *
 * @param changes whether it changes an object; true if unknown
 * @param mayCause what can be wrong with the service because of it; all if unknown
 * @param conflicts whether an override or patch of the service is not valid on the target
 * @param refusal the last time that the API server refused its objects; null if it did not
 */
public record TargetEffect(
    boolean changes, Set<Symptom> mayCause, boolean conflicts, @Nullable Refusal refusal) {
  /** It changes objects, and nothing stands against it. */
  public static final TargetEffect CHANGES =
      new TargetEffect(true, Set.of(Symptom.values()), false, null);

  /** It changes no object. */
  public static final TargetEffect NONE = new TargetEffect(false, Set.of(), false, null);

  /** Immutable. */
  public TargetEffect {
    mayCause = Set.copyOf(mayCause);
  }

  /**
   * One refused object: then none is written.
   *
   * @param message what the API server said
   * @param at when; one from before the service was in flight no longer counts
   */
  public record Refusal(String message, Instant at) {}
}
