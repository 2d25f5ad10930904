package dev.goldenpath.operator.reconcile.prometheus;

import dev.goldenpath.operator.rollout.ErrorBudgetQuery.Sample;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Asks Prometheus by its HTTP API. */
final class PrometheusClient {
  /** From the first byte sent to the last byte read. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Bytes. 5,000 objectives that all burn make 600 kB. */
  static final int LARGEST_ANSWER = 1_000_000;

  private final PrometheusSettings settings;
  private final Duration timeout;
  private final TrustedConnection connection;
  private final URI endpoint;

  PrometheusClient(PrometheusSettings settings, Duration timeout) {
    this.settings = settings;
    this.timeout = timeout;
    this.connection = new TrustedConnection(settings.caFile(), timeout);
    this.endpoint = URI.create(settings.url().toString().replaceAll("/+$", "") + "/api/v1/query");
  }

  /**
   * The result of an instant query.
   *
   * @throws PrometheusException if there is none
   */
  List<Sample> query(String expression) throws PrometheusException {
    CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
        connection.client().sendAsync(request(expression), BoundedBody.of(LARGEST_ANSWER));
    try {
      // The timeout of a request ends with the headers of its answer.
      return PrometheusAnswer.samples(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new PrometheusException("no answer within " + seconds(), e);
    } catch (ExecutionException e) {
      throw new PrometheusException(reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PrometheusException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(String expression) throws PrometheusException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(timeout)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            // For Thanos: without a store, a service that burns could be left out.
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "partial_response=false&query="
                        + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
    if (settings.tokenFile().isPresent()) {
      request.header("Authorization", "Bearer " + MountedFile.token(settings.tokenFile().get()));
    }
    return request.build();
  }

  private String reason(Throwable thrown) {
    List<Throwable> causes = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
    String server = endpoint.getRawAuthority();
    if (isAny(causes, UnresolvedAddressException.class)) {
      return "the host of " + server + " is unknown";
    }
    if (isAny(causes, CertificateException.class)) {
      return "the certificate of " + server + " is not trusted; see PROMETHEUS_CA_FILE";
    }
    if (isAny(causes, SSLException.class)) {
      return "no TLS with " + server;
    }
    if (isAny(causes, ConnectException.class)) {
      return "no connection to " + server;
    }
    if (isAny(causes, HttpTimeoutException.class)) {
      return "no answer within " + seconds();
    }
    return isAny(causes, IOException.class)
        ? "the connection to " + server + " broke off"
        : "an unexpected " + causes.get(causes.size() - 1).getClass().getSimpleName();
  }

  private static boolean isAny(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private String seconds() {
    return Math.max(1, timeout.toSeconds()) + " s";
  }
}
