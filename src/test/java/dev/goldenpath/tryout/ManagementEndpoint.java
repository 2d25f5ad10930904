package dev.goldenpath.tryout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator serves to probes and to Prometheus.
 *
 * @param address without a path
 */
record ManagementEndpoint(URI address) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern PORT = Pattern.compile("health and metrics on port (\\d+)\\D");

  /** The endpoint that an operator's log names: only the operator knows which port it took. */
  static Optional<ManagementEndpoint> namedIn(String log) {
    Matcher port = PORT.matcher(log);
    return port.find()
        ? Optional.of(new ManagementEndpoint(URI.create("http://127.0.0.1:" + port.group(1))))
        : Optional.empty();
  }

  /** One that does not answer in time is not ready. */
  boolean isReady() throws IOException {
    try {
      return get("/readyz").statusCode() == 200;
    } catch (HttpTimeoutException e) {
      return false;
    }
  }

  String metrics() throws IOException {
    return get("/metrics").body();
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
