package dev.goldenpath.cli.page;

import java.util.concurrent.TimeUnit;

/** The time since the start of a run. */
final class Stopwatch {
  private final long start = System.nanoTime();

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
