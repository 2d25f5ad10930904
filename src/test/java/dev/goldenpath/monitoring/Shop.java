package dev.goldenpath.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that is asked for something twenty times a second and tells of it by the histogram of
 * OpenTelemetry's semantic conventions, made by a real client library: as classic and as native
 * histogram, whichever Prometheus asks for.
 */
final class Shop implements AutoCloseable {
  /** Requests a second. */
  static final int RATE = 20;

  private static final String ROUTE = "/pay";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram duration =
      Histogram.builder()
          .name("http_server_request_duration")
          .unit(Unit.SECONDS)
          .labelNames(
              "http_request_method", "http_response_status_code", "http_route", "error_type")
          .classicUpperBounds(
              0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
          .withoutExemplars()
          .register(registry);
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService customers = Executors.newSingleThreadScheduledExecutor();
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean failing;

  private Shop() throws IOException {
    // What a series does before its first sample, Prometheus does not see.
    duration.initLabelValues("GET", "200", ROUTE, "");
    duration.initLabelValues("GET", "503", ROUTE, "503");
    duration.initLabelValues("GET", "", ROUTE, "timeout");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(ROUTE, this::pay);
    server.createContext("/metrics", this::metrics);
    server.setExecutor(Executors.newFixedThreadPool(2));
  }

  static Shop open() throws IOException {
    Shop shop = new Shop();
    shop.server.start();
    shop.customers.scheduleAtFixedRate(shop::ask, 1000 / RATE, 1000 / RATE, TimeUnit.MILLISECONDS);
    return shop;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** From now on every request fails, some without any response. */
  void fail() {
    failing = true;
  }

  /** From now on every request succeeds. */
  void recover() {
    failing = false;
  }

  private void ask() {
    http.sendAsync(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + ROUTE)).build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private void pay(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    String answer = failing ? "503" : "200";
    String error = failing ? "503" : "";
    if (failing && asked.incrementAndGet() % 5 == 0) {
      // No response at all, and so no status.
      answer = "";
      error = "timeout";
    } else {
      exchange.sendResponseHeaders(Integer.parseInt(answer), -1);
    }
    exchange.close();
    duration.labelValues("GET", answer, ROUTE, error).observe((System.nanoTime() - start) / 1e9);
  }

  private void metrics(HttpExchange exchange) throws IOException {
    ExpositionFormatWriter writer =
        formats.findWriter(exchange.getRequestHeaders().getFirst("Accept"));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(body, registry.scrape());
    exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
    exchange.sendResponseHeaders(200, body.size());
    exchange.getResponseBody().write(body.toByteArray());
    exchange.close();
  }

  @Override
  public void close() {
    customers.shutdownNow();
    server.stop(0);
  }
}
