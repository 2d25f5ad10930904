package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long what fails may fail: before it is news, and before a person is called. */
public final class StallPolicy {
  /** How long something may fail before a person is called. */
  public static final Duration STALLED_AFTER = Duration.ofSeconds(60);

  /**
   * How long a request may fail before that is news: a conflict, a throttled or restarting API
   * server. What stood before is true until then.
   */
  static final Duration NEWS_AFTER = Duration.ofSeconds(5);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

  private final Clock clock;

  public StallPolicy(Clock clock) {
    this.clock = clock;
  }

  /** Whether what has been failing since then needs a person. */
  boolean isOver(Instant failingSince) {
    return lasted(failingSince).compareTo(STALLED_AFTER) >= 0;
  }

  /** Whether what has been failing since then is news. */
  public boolean isNews(Instant failingSince) {
    return lasted(failingSince).compareTo(NEWS_AFTER) >= 0;
  }

  /**
   * After as long as it has been failing: from 2 seconds on ever more rarely, just when a person is
   * called, and then each minute.
   */
  public Duration retryAfter(Optional<Instant> failingSince) {
    Duration lasted = failingSince.map(this::lasted).orElse(Duration.ZERO);
    Duration left = STALLED_AFTER.minus(lasted);
    if (left.compareTo(Duration.ofSeconds(1)) < 0) {
      return STALLED_AFTER;
    }
    Duration longer = lasted.compareTo(FIRST_RETRY) < 0 ? FIRST_RETRY : lasted;
    return Duration.ofSeconds((longer.compareTo(left) < 0 ? longer : left).toSeconds());
  }

  /** What stood, and could not be looked after this once, stands until that lasts. */
  ComponentFact settled(Optional<StatusCondition> before, ComponentFact fact) {
    boolean passing =
        fact.unsettled() && fact.failingSince().filter(since -> !isNews(since)).isPresent();
    return before
        .filter(condition -> passing && condition.holds())
        .map(
            condition ->
                new ComponentFact(
                        fact.component(), State.READY, condition.reason(), condition.message())
                    .with(fact.hatches()))
        .orElse(fact);
  }

  private Duration lasted(Instant failingSince) {
    return Duration.between(failingSince, clock.instant());
  }
}
