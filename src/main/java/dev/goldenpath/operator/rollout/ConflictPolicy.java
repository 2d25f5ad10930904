package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a service whose override or patch is not valid on the target revision. */
public enum ConflictPolicy {
  /** It stays on the revision that it has until its owner resolves the conflict. */
  @JsonProperty("Hold")
  HOLD,
  /** It is moved, and keeps its value. */
  @JsonProperty("Keep")
  KEEP,
  /** It is moved, and loses what does not fit: for a bound that security needs. */
  @JsonProperty("Enforce")
  ENFORCE
}
