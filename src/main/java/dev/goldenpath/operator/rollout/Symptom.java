package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What was wrong with a service before it was moved. */
public enum Symptom {
  @JsonProperty("NotReady")
  NOT_READY,
  @JsonProperty("ErrorBudgetBurning")
  ERROR_BUDGET_BURNING
}
