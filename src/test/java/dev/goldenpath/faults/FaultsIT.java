package dev.goldenpath.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A few plans of {@code make faults}, one of each sweep that takes little time. {@code
 * -Dfaults.seed} repeats the choice; {@code make faults PLAN=…} repeats one plan.
 */
class FaultsIT {
  private static final long SEED = Long.getLong("faults.seed", 1);
  private static final List<Sweep> SWEEPS =
      List.of(Sweep.CRASH, Sweep.STALE, Sweep.ERRORS, Sweep.WATCH);
  private static final List<Workload> WORKLOADS =
      List.of(Workload.named("tier-up"), Workload.named("retain"));
  private static final Path FOLDER =
      Path.of("target", "controlplane", ProcessHandle.current().pid() + "-faults");

  @Test
  void what_a_fault_interrupts_ends_as_if_undisturbed() {
    System.out.printf("-Dfaults.seed=%d%n", SEED);
    try (Run run = Run.start(FOLDER.toAbsolutePath(), new int[] {1}, System.out::println)) {
      run.record(WORKLOADS);
      Catalogue catalogue = run.catalogue();
      Random random = new Random(SEED);
      run.play(
          SWEEPS.stream().map(sweep -> any(catalogue.all(sweep), random)).toList(), Instant.MAX);
      assertThat(run.verdicts()).hasSameSizeAs(SWEEPS).noneMatch(Verdict::isViolated);
    }
  }

  private static Plan any(List<Plan> plans, Random random) {
    List<Plan> quick =
        plans.stream()
            .filter(plan -> WORKLOADS.contains(plan.workload()))
            .filter(plan -> !plan.fault().startsWith("hang") && !Trial.isWatchedForLong(plan))
            .toList();
    return quick.get(random.nextInt(quick.size()));
  }
}
