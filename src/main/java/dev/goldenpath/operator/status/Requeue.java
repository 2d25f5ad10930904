package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides when a service is reconciled again without an event. */
final class Requeue {
  /**
   * How often to check that an ejected object exists: no watch covers objects without our labels.
   */
  private static final Duration EJECTED_CHECK = Duration.ofSeconds(60);

  /** How long the condition announces the changes of a return before they are made. */
  private static final Duration RETURN_SHOWN = Duration.ofSeconds(5);

  private final StallPolicy stallPolicy;

  Requeue(StallPolicy stallPolicy) {
    this.stallPolicy = stallPolicy;
  }

  /**
   * When to reconcile again without an event. A component that fails or waits for a person is
   * retried with growing delays from 2 seconds, exactly when it becomes stalled, and then every
   * minute; so is an ejected component, which no watch covers. One that waits is checked at its
   * deadline. A healthy service is not: its objects' events suffice.
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
      case PROGRESSING ->
          stallPolicy
              .untilDeadline(fact)
              .filter(left -> !left.isNegative() && !left.isZero())
              .map(left -> left.plusSeconds(1));
      case READY -> Optional.empty();
    };
  }
}
