package dev.goldenpath.operator.support;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands between a client and the API server and does to chosen requests what networks, load
 * balancers and busy servers do. The client speaks plain HTTP to it, with its own token; it speaks
 * TLS to the server. Unlike {@link FragileConnection} it understands what goes through it.
 */
public final class FaultProxy implements AutoCloseable {
  static {
    // The JDK's server waits 40 ms for more to send with each answer, and forgets idle connections.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private final URI target;
  private final HttpClient upstream;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Set<InputStream> open = ConcurrentHashMap.newKeySet();

  /** A fault and the requests that meet it: for a test to see that it took place. */
  public static final class Rule {
    private final Predicate<ApiCall> which;
    private final int first;
    private final int last;
    private final Fault fault;
    private final AtomicInteger matches = new AtomicInteger();
    private final AtomicInteger committed = new AtomicInteger();

    private Rule(Predicate<ApiCall> which, int first, int last, Fault fault) {
      this.which = which;
      this.first = first;
      this.last = last;
      this.fault = fault;
    }

    private boolean takes(ApiCall call) {
      if (!which.test(call)) {
        return false;
      }
      int match = matches.incrementAndGet();
      return first <= match && match <= last;
    }

    /** How many requests have met the fault. */
    public int met() {
      return Math.max(0, Math.min(matches.get(), last) - first + 1);
    }

    /** Waits until so many requests, or events, are held that the server has dealt with. */
    public void awaitHeld(int count) {
      await("requests that are held").until(() -> committed.get() >= count);
    }
  }

  private FaultProxy(Config config) throws IOException, GeneralSecurityException {
    target = URI.create(config.getMasterUrl());
    // One connection for each request: a watch must not make others wait.
    upstream =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(SSLUtils.sslContext(config))
            .executor(threads)
            .build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A proxy on a free port of loopback, to the server that the configuration names and trusts. */
  public static FaultProxy before(Config config) {
    try {
      return new FaultProxy(config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The URL to use instead of the server's. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on all such requests meet the fault; of several rules, the first one counts. */
  public Rule each(Predicate<ApiCall> which, Fault fault) {
    return add(new Rule(which, 1, Integer.MAX_VALUE, fault));
  }

  /** Only the nth such request from now on, counted from one, meets the fault. */
  public Rule nth(int n, Predicate<ApiCall> which, Fault fault) {
    return add(new Rule(which, n, n, fault));
  }

  private Rule add(Rule rule) {
    rules.add(rule);
    return rule;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    URI uri = exchange.getRequestURI();
    ApiCall call =
        new ApiCall(
            exchange.getRequestMethod(),
            uri.getRawPath(),
            Objects.requireNonNullElse(uri.getRawQuery(), ""),
            body);
    if (exchange.getRequestHeaders().containsKey("Upgrade")) {
      // A WebSocket for a watch: this answer makes fabric8 ask again in plain HTTP. So does 503,
      // after all the retries that the client makes for a server error.
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, -1);
      return;
    }
    try {
      Rule met = rules.stream().filter(rule -> rule.takes(call)).findFirst().orElse(null);
      if (met == null) {
        Fault.none().meet(new Passage(exchange, call, this::send, () -> {}));
      } else {
        met.fault.meet(new Passage(exchange, call, this::send, met.committed::incrementAndGet));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private HttpResponse<InputStream> send(ApiCall call, Map<String, List<String>> headers)
      throws IOException, InterruptedException {
    String query = call.query().isEmpty() ? "" : "?" + call.query();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(call.path() + query))
            .method(
                call.method(),
                call.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(call.body()));
    headers.forEach(
        (name, values) -> {
          if (!Passage.OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    HttpResponse<InputStream> response =
        upstream.send(request.build(), BodyHandlers.ofInputStream());
    if (call.watches()) {
      open.add(response.body());
    }
    return response;
  }

  /** Ends every connection; what is held is never answered. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    for (InputStream watch : open) {
      try {
        watch.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
