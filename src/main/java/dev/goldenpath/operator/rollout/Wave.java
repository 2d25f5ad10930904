package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.api.Tier;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Services that are moved one after another, and then watched together before the next wave begins.
 *
 * @param name unique in a strategy
 * @param tiers the tiers that it takes; empty for all
 * @param matchLabels the labels that its services have; empty for all
 * @param percent the share of the matching services that it takes, 1 to 100; whoever is left out is
 *     moved by a later wave
 * @param maxConcurrency how many services may be in flight at once
 * @param maxFailures how many services may fail; one more halts the rollout
 * @param soak how long its services are watched after the last one was moved; zero for not at all
 * @param paused whether it does not begin
 */
public record Wave(
    String name,
    Set<Tier> tiers,
    Map<String, String> matchLabels,
    int percent,
    Amount maxConcurrency,
    Amount maxFailures,
    Duration soak,
    boolean paused) {
  /** The wave of all services that match no other; it is the last one. */
  public static final String OTHERS = "others";

  /** The wave after all others: the services that failed are tried once more. */
  public static final String RETRY = "retry";

  /** The only wave of a rollout to a revision that was current before. */
  public static final String REVERT = "revert";

  /** The only wave of a rollout that a person expedites. */
  public static final String EXPEDITED = "expedited";

  /** The names of the waves that no strategy lists. */
  static final Set<String> RESERVED = Set.of(OTHERS, RETRY, REVERT, EXPEDITED);

  static final Amount DEFAULT_CONCURRENCY = new Amount(10, true);
  static final Amount DEFAULT_FAILURES = new Amount(1, true);

  /** All services at once, within the largest concurrency and without a soak; gates are kept. */
  static Wave ofAll(String name) {
    return all(name, new Amount(Amount.MAXIMUM, false), Duration.ZERO);
  }

  /** All services, with the default concurrency. */
  static Wave others(Duration soak) {
    return all(OTHERS, DEFAULT_CONCURRENCY, soak);
  }

  /** Services that failed before: few at once, since they may fail again. */
  static Wave retry(Duration soak) {
    return all(RETRY, new Amount(10, false), soak);
  }

  private static Wave all(String name, Amount concurrency, Duration soak) {
    return new Wave(
        name, Set.of(), Map.of(), 100, concurrency, DEFAULT_FAILURES, soak, /* paused= */ false);
  }

  /** Whether the service has one of its tiers and all of its labels. */
  boolean matches(ServicePlacement service) {
    return (tiers.isEmpty() || tiers.contains(service.tier()))
        && service.labels().entrySet().containsAll(matchLabels.entrySet());
  }

  /** Whether it takes only some of the services that match. */
  boolean isSample() {
    return percent < 100;
  }

  /** The number of services that a sample of that many takes; at least one if there is one. */
  int quota(int matching) {
    return (percent * matching + 99) / 100;
  }
}
