package dev.goldenpath.cli.service;

import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.operator.plan.Resolution;
import dev.goldenpath.operator.plan.ServicePlan;

/**
 * A service, the path that it is asked about with, and the plan of both.
 *
 * @param path the document
 * @param plan by the code of the operator
 */
public record PlannedSubject(Subject subject, PathChoice path, ServicePlan plan) {
  /**
   * Plans a service.
   *
   * @throws BadInput if it has no plan before a person changes it
   */
  public static PlannedSubject of(Subject subject, PathChoice path) {
    Resolution resolution = subject.plan(path.path());
    if (resolution instanceof Resolution.InvalidSpec invalid) {
      throw new BadInput(invalid.message());
    }
    return new PlannedSubject(subject, path, resolution.plan().orElseThrow());
  }
}
