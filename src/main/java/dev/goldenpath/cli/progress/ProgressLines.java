package dev.goldenpath.cli.progress;

import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line for each step, as for a log. */
final class ProgressLines implements Progress {
  private static final String READY = ConditionType.READY + ": ";

  private final Terminal terminal;
  private final String name;
  private final Instant began;
  private @Nullable GoldenService shown;
  private @Nullable Instant since;
  private boolean isFirst = true;

  /**
   * Lines about a service.
   *
   * @param began when its caller began to look
   */
  ProgressLines(Terminal terminal, String name, Instant began) {
    this.terminal = terminal;
    this.name = name;
    this.began = began;
  }

  @Override
  public void show(Sighting sighting, Instant now) {
    if (sighting instanceof Sighting.Present present) {
      show(present.service(), now);
    } else {
      print(now, sighting instanceof Sighting.Missing ? "is not there yet" : "is deleted");
      since = began;
    }
    isFirst = false;
  }

  /** An old state is not shown: whoever reads "Ready" takes it for the answer. */
  private void show(GoldenService service, Instant now) {
    if (isFirst && !new ServiceState(service).isReady()) {
      since = start(service);
    }
    if (shown == null && !Progress.isTelling(service)) {
      return;
    }
    for (String step : Steps.between(Optional.ofNullable(shown), service)) {
      print(now, step + (step.startsWith(READY) ? took(now) : ""));
    }
    shown = service;
  }

  /** A service that was never Ready is waited for since its creation. */
  private Instant start(GoldenService service) {
    return new ServiceState(service).status().map(GoldenServiceStatus::firstReady).isPresent()
        ? began
        : Timestamp.read(service.getMetadata().getCreationTimestamp()).orElse(began);
  }

  private String took(Instant now) {
    return since == null ? "" : ", in " + Elapsed.words(Duration.between(since, now));
  }

  private void print(Instant now, String text) {
    terminal.print(Timestamp.of(now) + " " + name + " " + text);
  }
}
