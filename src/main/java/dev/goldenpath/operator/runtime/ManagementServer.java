package dev.goldenpath.operator.runtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves /livez, /readyz and /metrics, to GET and HEAD only. One event loop reads all connections,
 * so a request that never ends does not block others; scrapes run on a separate thread.
 */
final class ManagementServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);

  /** Probes and Prometheus need a handful, and ten seconds are Prometheus' own timeout. */
  private static final Connections.Limits LIMITS =
      new Connections.Limits(512, Duration.ofSeconds(10));

  /**
   * The maximum bytes of a request line, above which the answer is 414, and of all headers, above
   * which it is 431.
   */
  private static final int LONGEST_REQUEST_LINE = 4096;

  private static final int LARGEST_HEADERS = 8192;

  private static final int CLOSE_SECONDS = 2;

  private final Vertx vertx = Vertx.vertx(smallest());
  private final Connections connections;
  private final Supplier<Optional<String>> alive;
  private final Supplier<Optional<String>> ready;
  private final Supplier<String> metrics;
  private final HttpServer server;

  /** The current or the last scrape; used by the event loop only. */
  private Future<Answer> scrape = Future.succeededFuture();

  private record Answer(int code, String contentType, Buffer body) {
    static Answer text(int code, String line) {
      return new Answer(code, "text/plain", Buffer.buffer(line + "\n"));
    }
  }

  /**
   * Starts to listen.
   *
   * @param port 0 takes any free one
   * @param alive why a restart is needed, if it is; called on the event loop: must not block
   * @param ready why the replica is not ready, if it is not; must not block either
   * @param metrics renders the text of a scrape; may block
   * @throws IOException if the port cannot be listened on
   */
  ManagementServer(
      int port,
      Supplier<Optional<String>> alive,
      Supplier<Optional<String>> ready,
      Supplier<String> metrics)
      throws IOException {
    this(port, alive, ready, metrics, LIMITS);
  }

  ManagementServer(
      int port,
      Supplier<Optional<String>> alive,
      Supplier<Optional<String>> ready,
      Supplier<String> metrics,
      Connections.Limits limits)
      throws IOException {
    this.alive = alive;
    this.ready = ready;
    this.metrics = metrics;
    connections = new Connections(vertx, limits);
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                    .setMaxHeaderSize(LARGEST_HEADERS))
            .connectionHandler(connections::opened)
            .requestHandler(this::serve);
    try {
      server.listen(port).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      close();
      throw new IOException("cannot listen on port " + port, e.getCause());
    }
  }

  /** One thread for all connections, one for scrapes, and nothing on disk. */
  private static VertxOptions smallest() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /** The port that it listens on. */
  int port() {
    return server.actualPort();
  }

  private void serve(HttpServerRequest request) {
    connections.extend(request.connection());
    answer(request)
        .otherwise(ManagementServer::failed)
        .onSuccess(
            answer ->
                request
                    .response()
                    .setStatusCode(answer.code())
                    .putHeader("Content-Type", answer.contentType())
                    .end(answer.body()));
  }

  private Future<Answer> answer(HttpServerRequest request) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      return Future.succeededFuture(Answer.text(405, "GET only"));
    }
    try {
      return switch (String.valueOf(request.path())) {
        case "/livez" -> Future.succeededFuture(check(alive));
        case "/readyz" -> Future.succeededFuture(check(ready));
        case "/metrics" -> scrape();
        default ->
            Future.succeededFuture(Answer.text(404, "there are /livez, /readyz and /metrics"));
      };
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static Answer check(Supplier<Optional<String>> problem) {
    return problem
        .get()
        .map(text -> Answer.text(503, text))
        .orElseGet(() -> Answer.text(200, "ok"));
  }

  /**
   * A request during a scrape gets the result of that scrape: work and memory do not grow with
   * requests.
   */
  private Future<Answer> scrape() {
    if (scrape.isComplete()) {
      scrape =
          vertx.executeBlocking(
              () ->
                  new Answer(
                      200,
                      "text/plain; version=0.0.4; charset=utf-8",
                      Buffer.buffer(metrics.get())));
    }
    return scrape;
  }

  private static Answer failed(Throwable e) {
    log.warn("a probe or a scrape failed: {}", e.toString());
    return Answer.text(500, e.toString());
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("the management server did not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
