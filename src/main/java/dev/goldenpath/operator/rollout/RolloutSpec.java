package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code spec.rollout} of a GoldenPath as it was written: every value is text, so that a bad one
 * can be named. What is absent has the default that {@link Strategy} documents.
 *
 * @param minReady how long a service must be Ready on the target to count as moved
 * @param progressDeadline how long a service may take to be moved
 * @param conflicts {@code Hold}, {@code Keep} or {@code Enforce}
 * @param errorBudget the gate of the error budget
 * @param waves in the order in which they begin
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutSpec(
    @Nullable String minReady,
    @Nullable String progressDeadline,
    @Nullable String conflicts,
    @Nullable ErrorBudgetSpec errorBudget,
    @Nullable List<WaveSpec> waves) {

  /** The spec of a path that has none: only defaults. */
  public static final RolloutSpec ABSENT = new RolloutSpec(null, null, null, null, null);

  /**
   * Every bad value as {@code <key>: <what is wrong>; <what to do>}; empty if {@link
   * Strategy#of(RolloutSpec)} accepts it.
   */
  public List<String> problems() {
    return new StrategyReader(this).problems();
  }

  /**
   * The gate of the error budget.
   *
   * @param maxBurnRate a decimal number
   * @param window a duration
   * @param onNoData {@code Wait} or {@code Ignore}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ErrorBudgetSpec(
      @Nullable String maxBurnRate, @Nullable String window, @Nullable String onNoData) {}

  /**
   * One wave.
   *
   * @param name a DNS label
   * @param tiers names of tiers; absent for all
   * @param selector labels of services; absent for all
   * @param percent a whole number from 1 to 100
   * @param maxConcurrency an {@link Amount}
   * @param maxFailures an {@link Amount}
   * @param soak a duration
   * @param paused whether the wave does not begin
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record WaveSpec(
      @Nullable String name,
      @Nullable List<String> tiers,
      @Nullable Selector selector,
      @Nullable String percent,
      @Nullable String maxConcurrency,
      @Nullable String maxFailures,
      @Nullable String soak,
      @Nullable Boolean paused) {
    /** A wave of which nothing was written. */
    static final WaveSpec ABSENT = new WaveSpec(null, null, null, null, null, null, null, null);
  }

  /**
   * A label selector.
   *
   * @param matchLabels the labels that a service must have
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Selector(@Nullable Map<String, String> matchLabels) {}
}
