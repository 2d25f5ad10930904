package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a service failed on the target. */
public enum FailureReason {
  /** The API server refused one of its objects, so none was written. */
  @JsonProperty("Refused")
  REFUSED,
  /** The target could not be applied before the deadline: a webhook is down, for example. */
  @JsonProperty("NotApplied")
  NOT_APPLIED,
  /** It was not Ready for {@code progressDeadline}. */
  @JsonProperty("NotReady")
  NOT_READY,
  /** Its error budget burned faster than the limit. */
  @JsonProperty("ErrorBudgetBurning")
  ERROR_BUDGET_BURNING,
  /** It failed on this revision in an earlier rollout, as its own memory says. */
  @JsonProperty("FailedBefore")
  FAILED_BEFORE;

  /** As in a status: {@code NotReady}. */
  public String text() {
    return CamelCase.of(this);
  }
}
