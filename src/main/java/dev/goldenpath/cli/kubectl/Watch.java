package dev.goldenpath.cli.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.terminal.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A stream of events, each {@code {"type": …, "object": …}}, until the API server or the caller
 * ends it. Used by one thread.
 */
public final class Watch implements AutoCloseable {
  /** Events that wait for the reader; beyond it, kubectl waits. */
  private static final int AHEAD = 256;

  private static final ObjectMapper JSON = Json.MAPPER;

  private final BlockingQueue<Optional<JsonNode>> events = new LinkedBlockingQueue<>(AHEAD);
  private final Process process;
  private final Said said;
  private final Thread atExit;
  private boolean over;

  Watch(Process process, Said said) {
    this.process = process;
    this.said = said;
    this.atExit = new Thread(process::destroy, "kubectl-watch-end");
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending already.
      process.destroy();
    }
    Thread reader = new Thread(this::read, "kubectl-watch");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      readAll();
      // The reader may be behind, and must see the end, too.
      events.put(Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAll() throws InterruptedException {
    try (MappingIterator<JsonNode> all =
        JSON.readerFor(JsonNode.class).readValues(process.getInputStream())) {
      while (all.hasNextValue()) {
        events.put(Optional.of(all.nextValue()));
      }
    } catch (IOException e) {
      // Cut off in the middle of an event, which the next watch repeats.
      process.destroy();
    }
  }

  /**
   * The next event; empty if none came in time, or the stream is over.
   *
   * @throws KubectlFailure if kubectl ended with an error
   */
  public Optional<JsonNode> next(Duration patience) throws InterruptedException {
    if (over) {
      return Optional.empty();
    }
    Optional<JsonNode> event = events.poll(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
    if (event == null) {
      return Optional.empty();
    }
    over = event.isEmpty();
    if (over && process.waitFor() != 0) {
      throw new KubectlFailure(said.held());
    }
    return event;
  }

  /** Whether no more events come. */
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending, and so is the process.
    }
  }
}
