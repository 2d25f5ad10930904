package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a failure may last before it is reported, and before a person must act.
 *
 * <pre>{@code
 * 0 s            5 s              60 s
 * |--------------|----------------|--------------->
 *  as before      Reconciling      Stalled
 *
 * retried after 2, 4, 8, 16, 32 and 60 s, and then every minute
 * }</pre>
 *
 * <p>"As before" is for a component that was ready and whose request failed; any other failure is
 * reported at once.
 */
public final class StallPolicy {
  /** How long something may fail before a person must act. */
  public static final Duration STALLED_AFTER = Duration.ofSeconds(60);

  /**
   * How long a request may fail before that is reported, such as a conflict or a throttled or
   * restarting API server. Until then the previous state is kept.
   */
  static final Duration NEWS_AFTER = Duration.ofSeconds(5);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

  private final Clock clock;

  public StallPolicy(Clock clock) {
    this.clock = clock;
  }

  /** Whether a failure since then needs a person. */
  boolean isOver(Instant failingSince) {
    return lasted(failingSince).compareTo(STALLED_AFTER) >= 0;
  }

  /** Whether a failure since then is reported. */
  public boolean isNews(Instant failingSince) {
    return lasted(failingSince).compareTo(NEWS_AFTER) >= 0;
  }

  /**
   * The delay equals the time for which it has been failing: at least 2 seconds, then exactly when
   * a person must act, and then every minute.
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

  /**
   * A component that was ready and whose request failed this time stays ready until the failure
   * lasts.
   *
   * @param before the component's condition in a status that describes the same spec and hatches
   */
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

  /** A component that has waited until its deadline needs a person. */
  ComponentFact overdue(ComponentFact fact) {
    return untilDeadline(fact).filter(left -> left.isNegative() || left.isZero()).isPresent()
        ? fact.overdue()
        : fact;
  }

  /** The time that a waiting component has left; empty if it has no deadline. */
  Optional<Duration> untilDeadline(ComponentFact fact) {
    return fact.deadline()
        .filter(deadline -> fact.state() == State.PROGRESSING)
        .map(deadline -> Duration.between(clock.instant(), deadline));
  }

  private Duration lasted(Instant failingSince) {
    return Duration.between(failingSince, clock.instant());
  }
}
