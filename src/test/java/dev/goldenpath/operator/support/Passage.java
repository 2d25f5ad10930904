package dev.goldenpath.operator.support;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One request on its way through a {@link FaultProxy}. */
public final class Passage {
  /** Headers that speak of one connection only, and are each side's own (RFC 9110, 7.6.1). */
  static final Set<String> OF_ONE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "transfer-encoding",
          "upgrade");

  private final HttpExchange exchange;
  private final ApiCall call;
  private final Server server;
  private final Runnable onCommitted;

  /** What the client gets. */
  public record Answer(int status, Map<String, List<String>> headers, InputStream body) {}

  /** The way on. */
  @FunctionalInterface
  interface Server {
    HttpResponse<InputStream> send(ApiCall call, Map<String, List<String>> headers)
        throws IOException, InterruptedException;
  }

  /** Sees each event of a watch before the client does. */
  @FunctionalInterface
  public interface EventGate {
    void pass(String event) throws InterruptedException;
  }

  /** What is asked for. */
  public ApiCall call() {
    return call;
  }

  Passage(HttpExchange exchange, ApiCall call, Server server, Runnable onCommitted) {
    this.exchange = exchange;
    this.call = call;
    this.server = server;
    this.onCommitted = onCommitted;
  }

  /** Sends the request to the server. */
  public Answer forward() throws IOException, InterruptedException {
    HttpResponse<InputStream> response = server.send(call, exchange.getRequestHeaders());
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  /** Tells the test that the server's part is done and the client waits. */
  public void committed() {
    onCommitted.run();
  }

  /** Gives the client an answer, events of a watch as they come. */
  public void answer(Answer answer) throws IOException, InterruptedException {
    if (call.watches()) {
      stream(answer, event -> {});
      return;
    }
    byte[] body = answer.body().readAllBytes();
    try (OutputStream client = begin(answer, body.length == 0 ? -1 : body.length)) {
      client.write(body);
    }
  }

  /** Gives the client the events of a watch, each when the gate has let it pass. */
  public void stream(Answer answer, EventGate gate) throws IOException, InterruptedException {
    open(answer).relay(gate);
  }

  /** Begins to answer a watch; no event comes before it is relayed. */
  public OpenWatch open(Answer answer) throws IOException {
    OutputStream client = begin(answer, 0);
    client.flush();
    return new OpenWatch(call, answer.body(), client);
  }

  /** Ends the client's connection; it cannot know whether the server was asked. */
  public void hangUp() {
    // Before an answer has begun, closing the exchange closes the connection.
    exchange.close();
  }

  private OutputStream begin(Answer answer, long length) throws IOException {
    answer.headers().entrySet().stream()
        .filter(header -> !OF_ONE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(header -> exchange.getResponseHeaders().put(header.getKey(), header.getValue()));
    exchange.sendResponseHeaders(answer.status(), length);
    return exchange.getResponseBody();
  }
}
