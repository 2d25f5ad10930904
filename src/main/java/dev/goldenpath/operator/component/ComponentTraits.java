package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.ComponentSchema;
import dev.goldenpath.operator.plan.ServicePlan;

/** What a component is to its service and to the platform: what may be deleted, and who cares. */
public interface ComponentTraits extends ComponentSchema {
  /**
   * Whether a change of its objects can break what runs in the namespace: then it may be the cause
   * of any failure of the service, rather than only of its own.
   */
  default boolean canHurtOthers() {
    return false;
  }

  /** Whether a change of its objects changes how much of the error budget is said to be used. */
  default boolean measuresErrorBudget() {
    return false;
  }

  /**
   * Whether the platform relies on it: then it is created before its owner takes over, however
   * early it is ejected. Otherwise, nobody would need permission to do without it.
   */
  default boolean isGuardrail() {
    return false;
  }

  /** Whether it holds data. */
  default boolean holdsData() {
    return false;
  }

  /** Whether an object that is no longer wanted is left alone, rather than deleted. */
  default boolean keepsUnwanted(ServicePlan plan) {
    return holdsData();
  }

  /**
   * Whether what it runs is the team's: then its failures are the team's matter. The service is not
   * ready, but nobody of the platform is alerted.
   */
  default boolean isTeams() {
    return false;
  }

  /** Whether it is kept when the GoldenService is deleted with Retain: the data, and its guard. */
  default boolean keptOnRelease() {
    return holdsData() || isGuardrail();
  }
}
