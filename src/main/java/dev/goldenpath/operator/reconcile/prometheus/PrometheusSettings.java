package dev.goldenpath.operator.reconcile.prometheus;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a Prometheus, or what has the same API, is asked.
 *
 * @param url http or https, without user, query and fragment; {@code /api/v1/query} is appended
 * @param tokenFile a bearer token, read again for each query
 * @param caFile the only CAs that the server's certificate may be of, as PEM, read again for each
 *     query; those of the JVM if absent
 * @param interval between two queries
 */
public record PrometheusSettings(
    URI url, Optional<Path> tokenFile, Optional<Path> caFile, Duration interval) {

  /** How often a rollout is measured. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);
}
