package dev.goldenpath.operator.plan;

import java.util.Optional;

/** The result for a GoldenService: a plan, or why it has none. */
public sealed interface Resolution {

  /** The plan, if there is one. */
  default Optional<ServicePlan> plan() {
    return this instanceof Planned planned ? Optional.of(planned.value()) : Optional.empty();
  }

  /** The service can be built. */
  record Planned(ServicePlan value) implements Resolution {}

  /**
   * The service cannot be built before a person changes it.
   *
   * @param reason from {@link dev.goldenpath.operator.api.Reason}
   * @param message names the field, the value and what would be valid
   */
  record InvalidSpec(String reason, String message) implements Resolution {}
}
