package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a wave does while the error budgets cannot be measured. */
public enum NoDataPolicy {
  /** It waits: nobody else is moved, and no soak ends. */
  @JsonProperty("Wait")
  WAIT,
  /** It goes on with readiness alone. */
  @JsonProperty("Ignore")
  IGNORE
}
