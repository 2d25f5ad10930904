package dev.goldenpath.operator.runtime;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The open connections of a server whose clients need not be friendly: bounded in number and in
 * time. Used on one event loop only.
 */
final class Connections {
  private final Vertx vertx;
  private final Limits limits;

  /** The timer that ends each, in the order of their last whole request. */
  private final Map<HttpConnection, Long> deadlines = new LinkedHashMap<>();

  /**
   * What a client may take.
   *
   * @param open how many connections at once; one more closes that which was silent for longest, so
   *     that a probe, which is answered at once, always gets in
   * @param timeout how long the next whole request, or the reading of an answer, may take: sending
   *     a byte now and then does not prolong it
   */
  record Limits(int open, Duration timeout) {}

  Connections(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  void opened(HttpConnection connection) {
    connection.closeHandler(closed -> forget(connection));
    extend(connection);
    if (deadlines.size() > limits.open()) {
      end(deadlines.keySet().iterator().next());
    }
  }

  /** A whole request has come. */
  void extend(HttpConnection connection) {
    forget(connection);
    deadlines.put(
        connection, vertx.setTimer(limits.timeout().toMillis(), timer -> end(connection)));
  }

  /** Not counted from now on: closing takes a moment, in which more connections may come. */
  private void end(HttpConnection connection) {
    forget(connection);
    connection.close();
  }

  private void forget(HttpConnection connection) {
    Long deadline = deadlines.remove(connection);
    if (deadline != null) {
      vertx.cancelTimer(deadline);
    }
  }
}
