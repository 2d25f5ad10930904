package dev.goldenpath.operator.component.slo;

import org.jspecify.annotations.Nullable;

/**
 * The names of a framework.
 *
 * @param total the counter of requests
 * @param bucket the histogram's buckets
 * @param count the histogram's count
 * @param status the label of the status; null if the histogram has none
 * @param route the label of the route; null if there is none
 * @param excluded the routes that do not count unless the service sets others
 */
record MetricNames(
    String total,
    String bucket,
    String count,
    @Nullable String status,
    @Nullable String route,
    @Nullable String excluded) {
  static MetricNames histogram(
      String base, String status, @Nullable String route, @Nullable String excluded) {
    return new MetricNames(
        base + "_count", base + "_bucket", base + "_count", status, route, excluded);
  }

  /** The names of that profile; null if the service names its own series. */
  static @Nullable MetricNames of(String profile) {
    return switch (profile) {
      case "otel" ->
          histogram(
              "http_server_request_duration_seconds",
              "http_response_status_code",
              "http_route",
              "/(healthz|livez|readyz|metrics)");
      case "spring" -> histogram("http_server_requests_seconds", "status", "uri", "/actuator.*");
      case "go" -> histogram("http_request_duration_seconds", "code", null, null);
      case "grpc" ->
          new MetricNames(
              "grpc_server_handled_total",
              "grpc_server_handling_seconds_bucket",
              "grpc_server_handling_seconds_count",
              null,
              null,
              null);
      default -> null;
    };
  }
}
