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
 * Loads the path document at the start of the process. With none that can be used nothing else is
 * started: what services are owed is unknown, and another replica, which has a good one, must be
 * free to lead. A restart would not help, so the process waits for another document.
 */
final class GoldenPathLoader {
  private static final Logger log = LoggerFactory.getLogger(GoldenPathLoader.class);

  private final GoldenPathReader reader;
  private final Optional<Path> file;
  private final Duration interval;
  private volatile Optional<String> problem = Optional.empty();

  /**
   * @param file the installation's own document; if empty, the one in the product
   * @param interval between two looks at a document that cannot be used
   */
  GoldenPathLoader(GoldenPathReader reader, Optional<Path> file, Duration interval) {
    this.reader = reader;
    this.file = file;
    this.interval = interval;
  }

  /** Why the document cannot be used, if it was found so. */
  Optional<String> problem() {
    return problem;
  }

  /**
   * Returns as soon as there is a document that can be used.
   *
   * @throws InterruptedException if the process is to end first
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
