package dev.goldenpath.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be left out of a run. The services themselves are always created. */
enum Step {
  /** The same services written without an operator. */
  COMPARE,
  /** The comparison again, with a core for the control plane and one for the operator. */
  PINNED,
  /** A minute in which nothing happens. */
  QUIET,
  /** One service after another. */
  SINGLE,
  /** An object of each kind is deleted. */
  REPAIRS,
  /** The operator ends, and another begins. */
  RESTART,
  /** Another path document for all services. */
  PATH,
  /** Revisions of the path as a resource. */
  ROLLOUT,
  /** One service of a team, just after very many of another. */
  FAIRNESS,
  /** A tenant's large objects, with the labels of the operator's own. */
  FLOOD;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The steps of a list such as {@code restart,path}.
   *
   * @throws IllegalArgumentException where it names another
   */
  static Set<Step> of(String list) {
    Set<Step> steps = EnumSet.noneOf(Step.class);
    for (String name : list.split(",")) {
      steps.add(
          Arrays.stream(values())
              .filter(step -> step.text().equals(name.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "BENCH_STEPS: \"%s\" is no step; name some of %s, or none"
                              .formatted(
                                  name.strip(),
                                  Arrays.stream(values())
                                      .map(Step::text)
                                      .collect(Collectors.joining(", "))))));
    }
    return steps;
  }
}
