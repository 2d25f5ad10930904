package dev.goldenpath.operator.hostile;

import dev.goldenpath.tryout.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an operator has done and used so far.
 *
 * @param resident bytes; zero on a system without {@code /proc}
 * @param heap bytes in use, garbage included
 */
record Vitals(Duration cpu, double reconciliations, long resident, double heap) {
  private static final Pattern RECONCILIATIONS =
      sample("operator_sdk_controllers_execution_reconcile_success_total");
  private static final Pattern HEAP = sample("jvm_memory_used_bytes\\{area=\"heap\"");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final int MIB = 1 << 20;

  static Vitals of(OperatorProcess operator) {
    String metrics = operator.metrics();
    return new Vitals(
        operator.handle().info().totalCpuDuration().orElse(Duration.ZERO),
        sum(RECONCILIATIONS, metrics),
        resident(operator.handle().pid()),
        sum(HEAP, metrics));
  }

  /** The cost since then of each reconciliation. */
  String cpuPerReconciliation(Vitals before) {
    double count = reconciliations - before.reconciliations;
    return count == 0
        ? "none, %d ms in all".formatted(cpu.minus(before.cpu).toMillis())
        : "%.0f ms (of %.0f)".formatted(cpu.minus(before.cpu).toMillis() / count, count);
  }

  String memory() {
    return String.format(Locale.ROOT, "%d MiB resident, %.0f MiB heap", resident / MIB, heap / MIB);
  }

  private static Pattern sample(String name) {
    return Pattern.compile("(?m)^" + name + ".* (\\S+)$");
  }

  private static double sum(Pattern sample, String metrics) {
    return sample
        .matcher(metrics)
        .results()
        .map((MatchResult line) -> line.group(1))
        .mapToDouble(Double::parseDouble)
        .sum();
  }

  private static long resident(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    try {
      return Files.exists(status)
          ? RESIDENT
              .matcher(Files.readString(status))
              .results()
              .mapToLong(line -> Long.parseLong(line.group(1)) * 1024)
              .sum()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
