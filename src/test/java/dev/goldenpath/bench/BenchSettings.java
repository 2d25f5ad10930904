package dev.goldenpath.bench;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the environment decides.
 *
 * @param services BENCH_SERVICES: how many are measured, 1 to 9999; default 200
 * @param steps BENCH_STEPS: what is measured beside their creation; default all, and {@code none}
 *     for nothing; {@link Services#IMAGE} has one more
 */
record BenchSettings(int services, Set<Step> steps) {
  private static final int MOST_AT_ONCE = 1000;
  private static final int WARM_UP = 100;

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException with the variable, its value and what would be valid
   */
  static BenchSettings fromEnv(Map<String, String> env) {
    String count = env.getOrDefault("BENCH_SERVICES", "200");
    if (!count.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(
          "BENCH_SERVICES: \"" + count + "\" must be a whole number from 1 to 9999");
    }
    String steps = env.getOrDefault("BENCH_STEPS", "");
    return new BenchSettings(
        Integer.parseInt(count),
        switch (steps) {
          case "" -> EnumSet.allOf(Step.class);
          case "none" -> EnumSet.noneOf(Step.class);
          default -> Step.of(steps);
        });
  }

  boolean has(Step step) {
    return steps.contains(step);
  }

  /** How many services warm a JVM up before those that are measured. */
  int warmUp() {
    return Math.min(WARM_UP, services);
  }

  /** How many services a team creates at once, and objects a tenant's flood has. */
  int atOnce() {
    return Math.min(MOST_AT_ONCE, services);
  }

  /** How long all services together may take to become Ready; no figure is compared with it. */
  static Duration patience(int services) {
    return Duration.ofMinutes(5).plus(Duration.ofMillis(500).multipliedBy(services));
  }
}
