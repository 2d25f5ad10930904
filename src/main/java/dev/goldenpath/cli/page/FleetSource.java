package dev.goldenpath.cli.page;

import dev.goldenpath.cli.report.FleetReport;
import dev.goldenpath.cli.service.Services;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The report of the second tab; the cluster is asked once in a while, however many browsers ask.
 */
final class FleetSource {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Services services;
  private final Clock clock;
  private @Nullable Stopwatch read;
  private @Nullable Answer last;

  FleetSource(Services services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  synchronized Answer answer() {
    if (last == null || read == null || read.millis() > FRESH.toMillis()) {
      last = Answer.json(200, FleetReport.of(services.list(), LocalDate.now(clock)));
      read = new Stopwatch();
    }
    return last;
  }
}
