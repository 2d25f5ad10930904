package dev.goldenpath.operator.runtime;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The open connections of a server with possibly hostile clients: limited in number and in time.
 * Used on one event loop only.
 */
final class Connections {
  private final Vertx vertx;
  private final Limits limits;

  /** The timer that closes each, in the order of their last complete request. */
  private final Map<HttpConnection, Long> deadlines = new LinkedHashMap<>();

  /**
   * The limits for clients.
   *
   * @param open the number of simultaneous connections; one more closes the one that was silent for
   *     longest, so that a probe, which is answered at once, always succeeds
   * @param timeout how long the next complete request, or the reading of an answer, may take:
   *     sending a byte now and then does not extend it
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

  /** A complete request has arrived. */
  void extend(HttpConnection connection) {
    forget(connection);
    deadlines.put(
        connection, vertx.setTimer(limits.timeout().toMillis(), timer -> end(connection)));
  }

  /** No longer counted: closing takes a moment, in which more connections may arrive. */
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
