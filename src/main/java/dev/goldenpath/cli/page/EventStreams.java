package dev.goldenpath.cli.page;

import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.Set;

/** The streams of all browsers. Whoever publishes waits for none of them. */
final class EventStreams {
  /** Each costs a thread. */
  static final int MOST = 16;

  private final Set<EventStream> streams = new LinkedHashSet<>();
  private int admitted;
  private String last = "{}";

  /** Reserves a place; false if all are taken. */
  synchronized boolean admit() {
    if (admitted == MOST) {
      return false;
    }
    admitted++;
    return true;
  }

  /** Gives a reserved place back. */
  synchronized void leave() {
    admitted--;
  }

  /**
   * Starts a stream in a reserved place; it begins with the last event.
   *
   * @param close closes the connection
   */
  synchronized void start(OutputStream out, Runnable close) {
    EventStream[] self = new EventStream[1];
    EventStream stream =
        new EventStream(
            out,
            () -> {
              remove(self[0]);
              close.run();
            });
    self[0] = stream;
    streams.add(stream);
    stream.offer(last);
    stream.start();
  }

  private synchronized void remove(EventStream stream) {
    if (streams.remove(stream)) {
      leave();
    }
  }

  /** Sends an event to every browser. */
  synchronized void publish(String data) {
    last = data;
    streams.forEach(stream -> stream.offer(data));
  }

  /** Ends all. */
  synchronized void end() {
    streams.forEach(EventStream::end);
  }
}
