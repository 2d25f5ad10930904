package dev.goldenpath.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whom Alertmanager tells: what a person would have got, and when. */
final class Pager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** One alert in a notification. */
  record Notice(Instant at, String receiver, String status, Map<String, String> labels) {}

  private Pager() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
  }

  static Pager open() throws IOException {
    Pager pager = new Pager();
    pager.server.start();
    return pager;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** What has come so far, in order. */
  List<Notice> notices() {
    return List.copyOf(notices);
  }

  private void receive(HttpExchange exchange) throws IOException {
    JsonNode message = JSON.readTree(exchange.getRequestBody());
    for (JsonNode alert : message.get("alerts")) {
      notices.add(
          new Notice(
              Instant.now(),
              message.get("receiver").asText(),
              alert.get("status").asText(),
              Prometheus.labels(alert.get("labels"))));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
