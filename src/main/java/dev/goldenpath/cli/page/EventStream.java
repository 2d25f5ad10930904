package dev.goldenpath.cli.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events to one browser, by a thread of its own. A browser that reads slowly misses
 * events, each of which repeats all that came before.
 */
final class EventStream {
  private static final int WAITING = 16;

  /** So often a comment shows that the stream is alive. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final String COMMENT = ":\n\n";

  private final BlockingQueue<String> events = new ArrayBlockingQueue<>(WAITING);
  private final OutputStream out;
  private final Runnable atEnd;
  private final Thread sender;

  /**
   * A stream, not started yet.
   *
   * @param atEnd called once, when the browser has left or the stream was ended
   */
  EventStream(OutputStream out, Runnable atEnd) {
    this.out = out;
    this.atEnd = atEnd;
    sender = new Thread(this::send, "page-stream");
    sender.setDaemon(true);
  }

  void start() {
    sender.start();
  }

  /** Sends an event as soon as those before it are sent. */
  void offer(String data) {
    String event = "data: " + data + "\n\n";
    while (!events.offer(event)) {
      events.poll();
    }
  }

  private void send() {
    try {
      // Flushes the headers, too.
      write(COMMENT);
      while (!Thread.currentThread().isInterrupted()) {
        String event = events.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        write(event == null ? COMMENT : event);
      }
    } catch (IOException e) {
      // The browser has left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      atEnd.run();
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Ends it, also while the sender waits for a browser that does not read. */
  void end() {
    sender.interrupt();
  }
}
