package dev.goldenpath.bench;

import dev.goldenpath.tryout.LocalPlatform;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Measures one operator on one control plane, step by step, and beside it what it takes to write
 * the same without an operator. The exit code says whether all budgets are kept: they are on what
 * is counted, never on time.
 */
public final class Bench {
  private final Report report = new Report();
  private final BenchSettings settings;
  private final Comparison comparison;
  private final Path folder;

  private Bench(BenchSettings settings) {
    this.settings = settings;
    this.folder = Path.of("target", "bench", String.valueOf(ProcessHandle.current().pid()));
    this.comparison = new Comparison(folder, settings, report);
  }

  /** See {@link BenchSettings}. */
  public static void main(String[] arguments) throws InterruptedException {
    LocalPlatform.missing().ifPresent(Bench::refuse);
    try {
      System.exit(new Bench(BenchSettings.fromEnv(System.getenv())).run() ? 0 : 1);
    } catch (IllegalArgumentException e) {
      refuse(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
    }
  }

  private boolean run() throws InterruptedException {
    boolean ended = false;
    try {
      measure();
      ended = true;
    } catch (RuntimeException e) {
      System.err.print("stopped: ");
      e.printStackTrace();
    }
    // What was measured until then is not lost.
    System.out.printf("%n%s%n", report);
    return ended && report.isKept();
  }

  private void measure() throws InterruptedException {
    Optional<Cost> bare = compared(Writer.Mode.BARE, Cores.SHARED, Step.COMPARE);
    Optional<Cost> replay = compared(Writer.Mode.REPLAY, Cores.SHARED, Step.COMPARE);
    Cost operator = measureFleet();
    bare.ifPresent(cost -> comparison.tell(Cores.SHARED, cost, replay.orElseThrow(), operator));
    Cores.PINNED.obstacle().ifPresent(why -> say("NOTHING IS PINNED: " + why));
    if (settings.has(Step.PINNED) && Cores.PINNED.obstacle().isEmpty()) {
      Cost pinned = compared(Writer.Mode.BARE, Cores.PINNED, Step.PINNED).orElseThrow();
      Cost replayed = compared(Writer.Mode.REPLAY, Cores.PINNED, Step.PINNED).orElseThrow();
      say("creating the services again, on a core of its own");
      comparison.tell(Cores.PINNED, pinned, replayed, comparison.operator(Cores.PINNED));
    }
  }

  private Optional<Cost> compared(Writer.Mode mode, Cores cores, Step step) {
    if (!settings.has(step)) {
      return Optional.empty();
    }
    say("writing without an operator: " + mode + ", cores " + cores);
    return Optional.of(comparison.writes(mode, cores));
  }

  private Cost measureFleet() throws InterruptedException {
    PathVersions versions = new PathVersions();
    try (Container container = Container.create();
        Cluster cluster = Cluster.start(folder.resolve("fleet"), Cores.SHARED, versions)) {
      if (container.group().isEmpty()) {
        say("no control group: the operator's memory is not limited, only measured");
      }
      Fleet fleet =
          new Fleet(Subject.start(cluster, container, "operator"), settings, versions, report);
      Cost cost = fleet.create(comparison.warmUp(), comparison.measured());
      fleet.measure();
      container.group().ifPresent(group -> tell(group, container.limit()));
      cluster.platform().controlPlane().pids().forEach(this::tellMemory);
      return cost;
    }
  }

  private void tell(MemoryCgroup group, long limit) {
    report.figure(
        "memory of the operators' control group at most",
        "%s of %s",
        ProcessCost.megabytes(group.peak()),
        ProcessCost.megabytes(limit));
  }

  private void tellMemory(String server, long pid) {
    ProcessHandle.of(pid)
        .map(ProcessCost::of)
        .ifPresent(
            cost ->
                report.figure(
                    "peak resident memory of " + server, "%s", ProcessCost.megabytes(cost.peak())));
  }

  static void say(String step) {
    System.out.println("... " + step);
  }

  private static void refuse(String problem) {
    System.err.println(problem);
    System.exit(2);
  }
}
