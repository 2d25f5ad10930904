package dev.goldenpath.cli.page;

import java.util.Locale;
import java.util.Set;

/** The phases of a new service, in order. A component belongs to one of them. */
enum Phase {
  SCAFFOLD,
  PIPELINE,
  INFRA,
  OBSERVE;

  private static final Set<String> OBSERVING = Set.of("monitoring", "slo", "dashboard");

  /** Whether it is only named: nothing of a run happens in it. */
  boolean isNotPartOfRun() {
    return this == SCAFFOLD || this == PIPELINE;
  }

  /** That of a component. */
  static Phase of(String component) {
    return OBSERVING.contains(component) ? OBSERVE : INFRA;
  }

  /** Its name for people. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
