package dev.goldenpath.operator.rollout;

import java.util.Map;

/**
 * What is observed of the fleet.
 *
 * @param services every service that is not being deleted, by name
 * @param errorBudgets the last measurement
 */
public record FleetFacts(Map<String, ServiceFact> services, ErrorBudgetReading errorBudgets) {

  /** Whether the service is neither Ready nor quiet. */
  boolean isUnhealthy(ServiceFact service) {
    return !service.health().ready() || errorBudgets.isBurning(service.name());
  }
}
