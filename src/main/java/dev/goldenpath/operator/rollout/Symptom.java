package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be wrong with a service. */
public enum Symptom {
  @JsonProperty("NotReady")
  NOT_READY,
  @JsonProperty("ErrorBudgetBurning")
  ERROR_BUDGET_BURNING
}
