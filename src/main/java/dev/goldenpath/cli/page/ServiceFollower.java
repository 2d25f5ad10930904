package dev.goldenpath.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.kubectl.Watch;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.operator.api.GoldenService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sees a service change, through every end of a watch, until its thread is interrupted. */
final class ServiceFollower {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long RETRY_SECONDS = 1;

  /** Hears of every change. */
  interface Listener {
    void changed(GoldenService now);

    /** It is not there, or no longer. */
    void absent();

    /** kubectl failed; it is tried again. */
    void failed(String said);
  }

  private final Kubectl kubectl;
  private final String name;
  private final Listener listener;

  ServiceFollower(Kubectl kubectl, String name, Listener listener) {
    this.kubectl = kubectl;
    this.name = name;
    this.listener = listener;
  }

  /** Returns only by an interruption. */
  void follow() throws InterruptedException {
    while (true) {
      try {
        Optional<JsonNode> now = kubectl.find(Services.PATH + "/" + name);
        now.map(Services::of).ifPresentOrElse(listener::changed, listener::absent);
        watch();
      } catch (KubectlFailure failure) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        listener.failed(Words.of(failure));
      }
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
    }
  }

  private void watch() throws InterruptedException {
    try (Watch watch = kubectl.watch(Services.pathOfOne(name) + "&watch=true")) {
      while (!watch.isOver()) {
        watch.next(PATIENCE).ifPresent(this::take);
      }
    }
  }

  private void take(JsonNode event) {
    switch (event.path("type").asText()) {
      case "ADDED", "MODIFIED" -> listener.changed(Services.of(event.path("object")));
      case "DELETED" -> listener.absent();
      default -> {
        // An error ends the watch, and the next one begins with what is there.
      }
    }
  }
}
