package dev.goldenpath.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The CPU that processes have used so far.
 *
 * @param byProcess by the names of the servers, and those below
 */
record CpuUse(Map<String, Duration> byProcess) {
  static final String API_SERVER = "kube-apiserver";
  static final String ETCD = "etcd";
  static final String CONTROLLERS = "kube-controller-manager";

  /** The operator, or what writes in its place. */
  static final String SUBJECT = "subject";

  /** This JVM, which plays the cluster's users and its database. */
  static final String BENCH = "bench";

  private static final Duration IDLE = Duration.ofMillis(300);
  private static final int LONGEST_SETTLING = 60;

  static CpuUse of(Cluster cluster, ProcessHandle subject) {
    Map<String, Duration> use = new HashMap<>();
    cluster
        .platform()
        .controlPlane()
        .pids()
        .forEach((name, pid) -> use.put(name, ProcessHandle.of(pid).map(CpuUse::of).orElseThrow()));
    use.put(SUBJECT, of(subject));
    use.put(BENCH, of(ProcessHandle.current()));
    return new CpuUse(use);
  }

  /**
   * The same once there is nothing left to do: controllers, too, write for each new namespace, and
   * later than the services are Ready.
   */
  static CpuUse settled(Cluster cluster, ProcessHandle subject) {
    CpuUse before = of(cluster, subject);
    for (int i = 0; i < LONGEST_SETTLING; i++) {
      sleep(2);
      CpuUse now = of(cluster, subject);
      if (now.minus(before).total().compareTo(IDLE) < 0) {
        return now;
      }
      before = now;
    }
    return before;
  }

  Duration of(String process) {
    return Objects.requireNonNull(byProcess.get(process), process);
  }

  CpuUse minus(CpuUse before) {
    Map<String, Duration> use = new HashMap<>();
    byProcess.forEach((name, cpu) -> use.put(name, cpu.minus(before.of(name))));
    return new CpuUse(use);
  }

  private Duration total() {
    return byProcess.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void sleep(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
