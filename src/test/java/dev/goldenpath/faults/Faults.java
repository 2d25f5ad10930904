package dev.goldenpath.faults;

import dev.goldenpath.tryout.LocalPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Plays the plans that a seed chooses, or those that are named. The exit code says whether all of
 * them held.
 */
public final class Faults {
  /** Replicas by lane: more lanes make it no faster on two cores. */
  private static final int[] LANES = {1, 1, 1, 2};

  /** What a run of all sweeps may take; the plans that are left do not begin. */
  private static final Duration LIMIT = Duration.ofMinutes(44);

  private static final Duration FOREVER = Duration.ofDays(1);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

  private Faults() {}

  /**
   * Reads the environment: PLAN, names of plans, separated by commas; else SEED, by default 0, and
   * of only one SWEEP as many as COUNT says. No plan begins after so many MINUTES, by default 44
   * for all sweeps.
   */
  public static void main(String[] arguments) throws IOException {
    LocalPlatform.missing().ifPresent(Faults::refuse);
    LocalPlatform.quieten();
    boolean held = false;
    try {
      Optional<String> plans = variable("PLAN");
      held = plans.isPresent() ? playNamed(plans.get()) : playChosen();
    } catch (IllegalArgumentException e) {
      refuse(e.getMessage());
    }
    System.exit(held ? 0 : 1);
  }

  private static boolean playNamed(String names) {
    List<Plan> plans = Arrays.stream(names.split(",")).map(Plan::named).toList();
    int[] lanes = plans.stream().mapToInt(plan -> plan.sweep().replicas()).distinct().toArray();
    try (Run run = Run.start(folder(), lanes, System.out::println)) {
      run.record(
          plans.stream().map(Plan::workload).filter(Workload.ALL::contains).distinct().toList());
      run.play(plans, Instant.MAX);
      return run.verdicts().stream().allMatch(Verdict::isHeld);
    }
  }

  private static boolean playChosen() throws IOException {
    long seed = number("SEED").orElse(0);
    Optional<Sweep> only = variable("SWEEP").map(Sweep::named);
    Instant start = Instant.now();
    Duration limit =
        number("MINUTES")
            .map(minutes -> Duration.ofMinutes(minutes))
            .orElse(only.isPresent() ? FOREVER : LIMIT);
    try (Run run =
        Run.start(folder(), only.map(Faults::lanes).orElse(LANES), System.out::println)) {
      run.record(Workload.ALL);
      Catalogue catalogue = run.catalogue();
      List<Plan> plans = new ArrayList<>();
      for (Sweep sweep : only.map(List::of).orElse(List.of(Sweep.values()))) {
        int count = only.isPresent() ? number("COUNT").orElse(sweep.quota()) : sweep.quota();
        plans.addAll(catalogue.chosen(sweep, seed, count));
      }
      Collections.shuffle(plans, new Random(seed));
      run.play(plans, start.plus(limit));
      Scorecard card =
          new Scorecard(catalogue, run.verdicts(), seed, Duration.between(start, Instant.now()));
      System.out.printf("%n%s%n", card);
      if (only.isEmpty()) {
        card.write();
      }
      return card.isClean();
    }
  }

  private static int[] lanes(Sweep sweep) {
    int[] lanes = LANES.clone();
    Arrays.fill(lanes, sweep.replicas());
    return lanes;
  }

  private static Path folder() {
    return Path.of("target", "faults", String.valueOf(ProcessHandle.current().pid()))
        .toAbsolutePath();
  }

  private static Optional<Integer> number(String name) {
    return variable(name)
        .map(
            text -> {
              if (!NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException(
                    "%s: \"%s\" must be a whole number from 0 to 999999".formatted(name, text));
              }
              return Integer.parseInt(text);
            });
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  private static void refuse(String problem) {
    System.err.println(problem);
    System.exit(2);
  }
}
