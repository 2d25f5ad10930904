package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the path document when the process starts. Without a valid one, nothing else is started:
 * the desired state of services is unknown, and another replica with a valid one must be able to
 * lead. A restart would not help, so the process waits for another document.
 */
final class GoldenPathLoader {
  private static final Logger log = LoggerFactory.getLogger(GoldenPathLoader.class);

  private final GoldenPathReader reader;
  private final Optional<Path> file;
  private final Duration interval;
  private volatile Optional<String> problem = Optional.empty();

  /**
   * @param file the installation's own document; if empty, the one in the product
   * @param interval the time between two attempts to read an invalid document
   */
  GoldenPathLoader(GoldenPathReader reader, Optional<Path> file, Duration interval) {
    this.reader = reader;
    this.file = file;
    this.interval = interval;
  }

  /** Why the document cannot be used, if it is invalid. */
  Optional<String> problem() {
    return problem;
  }

  /**
   * Returns as soon as there is a valid document.
   *
   * @throws InterruptedException if the process ends first
   */
  GoldenPathSource load() throws InterruptedException {
    while (true) {
      try {
        GoldenPathSource source = new GoldenPathSource(reader, file);
        problem = Optional.empty();
        return source;
      } catch (InvalidGoldenPathException e) {
        report(Objects.requireNonNull(e.getMessage()));
      }
      Thread.sleep(interval.toMillis());
    }
  }

  private void report(String found) {
    if (!problem.equals(Optional.of(found))) {
      log.error(
          "{}; no service is reconciled and deletions wait until the path document can be used"
              + " (looking again every {} s)",
          found,
          interval.toMillis() / 1000.0);
    }
    problem = Optional.of(found);
  }
}
