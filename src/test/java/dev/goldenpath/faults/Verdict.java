package dev.goldenpath.faults;

import java.time.Duration;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param met whether the fault took place; a write that did not happen this time has none
 * @param problems which oracles failed, and how
 * @param recovery from the end of the fault until all was as if undisturbed
 * @param took from preparation to judgement
 * @param service the service that it was played with
 */
record Verdict(
    Plan plan,
    boolean met,
    List<String> problems,
    Duration recovery,
    Duration took,
    String service) {

  boolean isHeld() {
    return met && problems.isEmpty();
  }

  boolean isViolated() {
    return !problems.isEmpty();
  }

  @Override
  public String toString() {
    String outcome = isViolated() ? "VIOLATED" : met ? "held" : "not met";
    return "%-9s %s (%s, %.1f s)%s"
        .formatted(
            outcome,
            plan.name(),
            service,
            took.toMillis() / 1e3,
            String.join("", problems.stream().map(each -> "\n    " + each).toList()));
  }
}
