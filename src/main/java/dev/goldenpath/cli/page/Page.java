package dev.goldenpath.cli.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server of the page, on loopback: the only class of the plugin with sockets. */
final class Page implements AutoCloseable {
  /** The path of the event streams. */
  static final String EVENTS = "/events";

  private static final int THREADS = 8;
  private static final int LARGEST_BODY = 4096;
  private static final int TOKEN_BYTES = 16;
  private static final ObjectMapper JSON = Json.MAPPER;

  /** Of every answer. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer",
          "X-Content-Type-Options",
          "nosniff",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  static {
    // Seconds in which a request must have arrived; without it, half a request keeps a thread.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Page::thread);
  private final EventStreams events;
  private final Map<String, Supplier<Answer>> reads;
  private final Map<String, Function<JsonNode, Answer>> writes;
  private final RequestRules rules;
  private final String token;

  private Page(
      HttpServer server,
      EventStreams events,
      Map<String, Supplier<Answer>> reads,
      Map<String, Function<JsonNode, Answer>> writes) {
    this.server = server;
    this.events = events;
    this.reads = reads;
    this.writes = writes;
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random);
    Set<String> readable = new LinkedHashSet<>(reads.keySet());
    readable.add(EVENTS);
    rules = new RequestRules(port(), token, readable, writes.keySet());
  }

  /**
   * Serves a page.
   *
   * @param port 0 for a free one
   * @param reads what is answered to a GET, by path
   * @param writes what is done by a POST, by path
   * @throws BadInput if the port is taken
   */
  static Page serve(
      int port,
      EventStreams events,
      Map<String, Supplier<Answer>> reads,
      Map<String, Function<JsonNode, Answer>> writes) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      Page page = new Page(server, events, reads, writes);
      server.createContext("/", page::handle);
      server.setExecutor(page.threads);
      server.start();
      return page;
    } catch (IOException e) {
      throw new BadInput("--port: %d: %s; name another port".formatted(port, e.getMessage()));
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "page");
    thread.setDaemon(true);
    return thread;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The address that admits a browser. */
  String address() {
    return "http://127.0.0.1:%d/?t=%s".formatted(port(), token);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            exchange.getRequestURI().getRawQuery(),
            only(headers, "Host"),
            only(headers, "Origin"),
            only(headers, "Sec-Fetch-Site"),
            only(headers, "Cookie"),
            only(headers, "Content-Type"));
    Answer refusal = rules.refuse(request).orElse(null);
    if (refusal != null) {
      send(exchange, refusal);
    } else if (request.path().equals(EVENTS)) {
      stream(exchange);
    } else if (request.method().equals("POST")) {
      send(exchange, write(exchange, request.path()));
    } else {
      send(exchange, answer(() -> Objects.requireNonNull(reads.get(request.path())).get()));
    }
  }

  /** A header that is given twice is none of a browser, and matches nothing. */
  private static @Nullable String only(Headers headers, String name) {
    return headers.containsKey(name) ? String.join(", ", headers.get(name)) : null;
  }

  private Answer write(HttpExchange exchange, String path) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return Answer.problem(413, "the request is larger than " + LARGEST_BODY + " bytes");
    }
    try {
      JsonNode json = JSON.readTree(body);
      return answer(() -> Objects.requireNonNull(writes.get(path)).apply(json));
    } catch (JsonProcessingException e) {
      return Answer.problem(400, "the request is not JSON");
    }
  }

  private static Answer answer(Supplier<Answer> work) {
    try {
      return work.get();
    } catch (BadInput e) {
      return Answer.problem(400, String.valueOf(e.getMessage()));
    } catch (KubectlFailure e) {
      return Answer.problem(502, Words.of(e));
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    if (!events.admit()) {
      send(exchange, Answer.text(503, "too many open pages; close one"));
      return;
    }
    boolean started = false;
    try {
      addHeaders(exchange, "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      events.start(exchange.getResponseBody(), exchange::close);
      started = true;
    } finally {
      if (!started) {
        events.leave();
      }
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      addHeaders(exchange, answer.contentType());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void addHeaders(HttpExchange exchange, String contentType) {
    HEADERS.forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", contentType);
  }

  @Override
  public void close() {
    events.end();
    server.stop(0);
    threads.shutdownNow();
  }
}
