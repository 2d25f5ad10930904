package dev.goldenpath.faults;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One fault in one workload.
 *
 * @param sweep the family of faults
 * @param workload what is done meanwhile
 * @param point where it meets the operator: a write, or a kind
 * @param fault which of the family
 */
record Plan(Sweep sweep, Workload workload, String point, String fault) {
  private static final Pattern NAME = Pattern.compile("([^/]+)/([^/]+)/([^/]+)/([^/]+)");

  /** Repeats the plan: {@code crash/create/patch-namespaces/before}. */
  String name() {
    return String.join("/", List.of(sweep.text(), workload.name(), point, fault));
  }

  /**
   * The plan of a name.
   *
   * @throws IllegalArgumentException if there is no such sweep or workload
   */
  static Plan named(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" must be <sweep>/<workload>/<point>/<fault>".formatted(name));
    }
    return new Plan(
        Sweep.named(parts.group(1)),
        Workload.named(parts.group(2)),
        parts.group(3),
        parts.group(4));
  }

  @Override
  public String toString() {
    return name();
  }
}
