package dev.goldenpath.bench;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What something took.
 *
 * @param services for how many
 */
record Cost(int services, Duration wall, CpuUse cpu) {

  /**
   * Does it, and waits until everything has settled.
   *
   * @param work returns how long it took
   */
  static Cost of(Cluster cluster, ProcessHandle subject, int services, Supplier<Duration> work) {
    CpuUse before = CpuUse.settled(cluster, subject);
    Duration wall = work.get();
    return new Cost(services, wall, CpuUse.settled(cluster, subject).minus(before));
  }

  /** Milliseconds of CPU for each service. */
  double cpuEach(String process) {
    return cpu.of(process).toNanos() / 1e6 / services;
  }

  /** Milliseconds for each service. */
  double wallEach() {
    return wall.toNanos() / 1e6 / services;
  }
}
