package dev.goldenpath.operator.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Serves /livez, /readyz and /metrics, to GET and HEAD only. */
final class ManagementServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  private record Answer(int code, String contentType, String body) {}

  /**
   * Listens at once.
   *
   * @param port 0 takes any free one
   * @throws IOException where the port is taken
   */
  ManagementServer(int port, BooleanSupplier alive, BooleanSupplier ready, Supplier<String> metrics)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(executor);
    serve("/livez", () -> check(alive, "a watch has died"));
    serve("/readyz", () -> check(ready, "the caches are not filled yet"));
    serve(
        "/metrics",
        () -> new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
    serve("/", () -> new Answer(404, "text/plain", "there are /livez, /readyz and /metrics\n"));
    server.start();
  }

  /** The port that it listens on. */
  int port() {
    return server.getAddress().getPort();
  }

  private void serve(String path, Supplier<Answer> answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            boolean reads =
                exchange.getRequestMethod().equals("GET")
                    || exchange.getRequestMethod().equals("HEAD");
            send(exchange, reads ? answer.get() : new Answer(405, "text/plain", "GET only\n"));
          }
        });
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.code(), head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private static Answer check(BooleanSupplier healthy, String problem) {
    return healthy.getAsBoolean()
        ? new Answer(200, "text/plain", "ok\n")
        : new Answer(503, "text/plain", problem + "\n");
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
