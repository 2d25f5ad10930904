package dev.goldenpath.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** How long something took, as people read it. */
public final class Elapsed {
  private Elapsed() {}

  /** As on a stopwatch: {@code 0:41}, {@code 1:02:03}. */
  public static String clock(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }

  /** In a sentence: {@code 6 s}, {@code 2:05 min}. */
  public static String words(Duration time) {
    return time.toSeconds() < 60
        ? Math.max(0, time.toSeconds()) + " s"
        : clock(time) + (time.toSeconds() < 3_600 ? " min" : " h");
  }

  /** With a tenth of a second: {@code 0.4 s}. */
  public static String precise(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1_000.0);
  }
}
