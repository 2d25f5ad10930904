package dev.goldenpath.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has used so far; its memory is 0 on a system without {@code /proc}.
 *
 * @param cpu of all its threads
 * @param resident kB in memory now
 * @param peak kB that were in memory at most, since the start or {@link #forgetPeak}
 */
record ProcessCost(Duration cpu, long resident, long peak) {
  private static final double MIB = 1024;

  static ProcessCost of(ProcessHandle process) {
    String status = status(process.pid());
    return new ProcessCost(
        process.info().totalCpuDuration().orElse(Duration.ZERO),
        kilobytes(status, "VmRSS"),
        kilobytes(status, "VmHWM"));
  }

  /** The peak begins anew, where the kernel lets one. */
  static void forgetPeak(long pid) {
    try {
      Files.writeString(file(pid, "clear_refs"), "5");
    } catch (IOException e) {
      // Then it is that of the whole life, which is no less true.
    }
  }

  /** A line of {@code /proc/<pid>/status}; 0 where there is none. */
  static long kilobytes(String status, String field) {
    Matcher line = Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB$").matcher(status);
    return line.find() ? Long.parseLong(line.group(1)) : 0;
  }

  /** For people. */
  static String megabytes(long kilobytes) {
    return String.format(Locale.ROOT, "%.0f MB", kilobytes / MIB);
  }

  private static String status(long pid) {
    Path status = file(pid, "status");
    try {
      return Files.exists(status) ? Files.readString(status) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(long pid, String name) {
    return Path.of("/proc", String.valueOf(pid), name);
  }
}
