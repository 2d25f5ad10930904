package dev.goldenpath.operator.reconcile.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers queries as a test wants. */
final class PlayedPrometheus implements AutoCloseable {
  /** Nobody burns, and three are measured. */
  static final String CALM = answer("{\"metric\":{\"measured\":\"true\"},\"value\":[1,\"3\"]}");

  private static final Duration ENOUGH = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile HttpHandler handler = exchange -> send(exchange, 200, CALM);

  PlayedPrometheus(HttpServer server) {
    this.server = server;
    server.createContext("/prefix/api/v1/query", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  static PlayedPrometheus open() throws IOException {
    return new PlayedPrometheus(HttpServer.create(loopback(), 0));
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** A vector of these samples. */
  static String answer(String... samples) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
        .formatted(String.join(",", samples));
  }

  static String burning(String service, String slo, String value) {
    return "{\"metric\":{\"namespace\":\"%s\",\"slo\":\"%s\"},\"value\":[1.5,\"%s\"]}"
        .formatted(service, slo, value);
  }

  PlayedPrometheus answers(int status, String body) {
    handler = exchange -> send(exchange, status, body);
    return this;
  }

  PlayedPrometheus behaves(HttpHandler behaviour) {
    handler = behaviour;
    return this;
  }

  /** Waits until the test ends. */
  void hang(HttpExchange exchange) {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  PrometheusClient client(Optional<Path> tokenFile) {
    return new PrometheusClient(settings("http", tokenFile, Optional.empty()), ENOUGH);
  }

  /** A client that gives up soon; on a busy machine, also if there is an answer. */
  PrometheusClient impatientClient() {
    return new PrometheusClient(settings("http", Optional.empty(), Optional.empty()), SHORT);
  }

  PrometheusSettings settings(String scheme, Optional<Path> tokenFile, Optional<Path> caFile) {
    return new PrometheusSettings(
        URI.create("%s://127.0.0.1:%d/prefix/".formatted(scheme, server.getAddress().getPort())),
        tokenFile,
        caFile,
        Duration.ofMillis(20));
  }

  /** The queries so far. */
  List<String> queries() {
    return queries;
  }

  List<String> authorizations() {
    return authorizations;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    queries.add(
        URLDecoder.decode(form.substring(form.indexOf("query=") + 6), StandardCharsets.UTF_8));
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    handler.handle(exchange);
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
