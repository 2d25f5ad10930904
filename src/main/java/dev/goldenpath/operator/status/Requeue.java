package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When a service is reconciled again although nothing has happened. */
final class Requeue {
  /** How often to look whether an ejected object is there: no watch tells of what is not ours. */
  private static final Duration EJECTED_CHECK = Duration.ofSeconds(60);

  /** How long what a return will change stands in the condition before it is done. */
  private static final Duration RETURN_SHOWN = Duration.ofSeconds(5);

  private final StallPolicy stallPolicy;

  Requeue(StallPolicy stallPolicy) {
    this.stallPolicy = stallPolicy;
  }

  /**
   * When to look again without being told. A component that fails or waits for a person is tried
   * after as long as it has been so: from 2 seconds on ever more rarely, just when patience ends,
   * and then each minute; so is what was ejected, which no watch tells of. A healthy service,
   * never: its objects tell when they change.
   */
  Optional<Duration> after(GoldenServiceStatus status, List<ComponentFact> facts) {
    return facts.stream()
        .flatMap(fact -> after(status, fact).stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<Duration> after(GoldenServiceStatus status, ComponentFact fact) {
    return switch (fact.state()) {
      case FAILING -> Optional.of(stallPolicy.retryAfter(fact.failingSince()));
      case BLOCKED ->
          Optional.of(
              stallPolicy.retryAfter(
                  StatusAssembler.find(Optional.of(status), fact.component().conditionType())
                      .map(condition -> Instant.parse(condition.lastTransitionTime()))));
      case EJECTED, EJECTED_AND_MISSING -> Optional.of(EJECTED_CHECK);
      case RETURNING -> Optional.of(RETURN_SHOWN);
      case READY, PROGRESSING -> Optional.empty();
    };
  }
}
