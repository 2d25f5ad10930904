package dev.goldenpath.operator.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a service remembers of its revisions. Only its own reconciliation writes it.
 *
 * @param applied the revision of which every object was taken; null for a new service
 * @param since when {@code applied} last changed
 * @param lastGood the last revision that it was good on, see {@link RevisionOf#isGood}
 * @param failed the revision that it went back from
 * @param unproven whether {@link InFlight#baseline} was not empty when {@code applied} was written:
 *     its health then proves nothing against that revision
 */
public record ServiceMemory(
    @Nullable String applied,
    @Nullable Instant since,
    @Nullable String lastGood,
    @Nullable String failed,
    boolean unproven) {

  /** The memory of a new service. */
  public static final ServiceMemory NEW = new ServiceMemory(null, null, null, null, false);
}
