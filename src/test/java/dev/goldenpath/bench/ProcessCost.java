package dev.goldenpath.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has used so far.
 *
 * @param residentMegabytes as {@code /proc} says; -1 on a system that has none
 */
record ProcessCost(Duration cpu, long residentMegabytes) {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  static ProcessCost of(ProcessHandle process) {
    return new ProcessCost(
        process.info().totalCpuDuration().orElse(Duration.ZERO), resident(process.pid()));
  }

  String memory() {
    return residentMegabytes + " MB";
  }

  private static long resident(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    try {
      Matcher resident = RESIDENT.matcher(Files.exists(status) ? Files.readString(status) : "");
      return resident.find() ? Long.parseLong(resident.group(1)) / 1024 : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
