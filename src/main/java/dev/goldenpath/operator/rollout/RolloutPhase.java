package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a rollout is doing. */
public enum RolloutPhase {
  /** Services are moved, or watched. */
  @JsonProperty("Progressing")
  PROGRESSING,
  /** A person stopped the path or its next wave. Services in flight are still judged. */
  @JsonProperty("Paused")
  PAUSED,
  /** Too many failed: no other service is moved until a new version, a revert or a retry. */
  @JsonProperty("Halted")
  HALTED,
  /** All waves are done. Whoever resumes, or is unpinned, is still moved. */
  @JsonProperty("Complete")
  COMPLETE
}
