package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a rollout is paused or halted. */
public enum PhaseReason {
  /** The path has the annotation {@code goldenpath.dev/paused}. */
  @JsonProperty("PathPaused")
  PATH_PAUSED,
  /** The next wave is paused in the spec. */
  @JsonProperty("WavePaused")
  WAVE_PAUSED,
  /** More services of the wave failed than {@code maxFailures} allows. */
  @JsonProperty("TooManyFailures")
  TOO_MANY_FAILURES,
  /** Services that were not moved do as badly, so nobody goes back. */
  @JsonProperty("FleetIncident")
  FLEET_INCIDENT
}
