package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.component.prometheus.PromQl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  private static final Map<String, MetricNames> BY_PROFILE = new LinkedHashMap<>();

  static {
    BY_PROFILE.put(
        "otel",
        histogram(
            "http_server_request_duration_seconds",
            "http_response_status_code",
            "http_route",
            "/(healthz|livez|readyz|metrics)"));
    BY_PROFILE.put(
        "spring", histogram("http_server_requests_seconds", "status", "uri", "/actuator.*"));
    BY_PROFILE.put("go", histogram("http_request_duration_seconds", "code", null, null));
    BY_PROFILE.put(
        "grpc",
        new MetricNames(
            "grpc_server_handled_total",
            "grpc_server_handling_seconds_bucket",
            "grpc_server_handling_seconds_count",
            null,
            null,
            null));
  }

  static MetricNames histogram(
      String base, String status, @Nullable String route, @Nullable String excluded) {
    return new MetricNames(
        base + "_count", base + "_bucket", base + "_count", status, route, excluded);
  }

  /** The names of that profile; null if the service names its own series. */
  static @Nullable MetricNames of(String profile) {
    return BY_PROFILE.get(profile);
  }

  /** The names of every other profile. */
  static Stream<MetricNames> others(String profile) {
    return BY_PROFILE.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(profile))
        .map(Map.Entry::getValue);
  }

  /** All requests to routes that count by default. */
  String counted(List<String> identity) {
    List<String> matchers = new ArrayList<>(identity);
    if (route != null && excluded != null) {
      matchers.add(route + "!~" + PromQl.quoted(excluded));
    }
    return PromQl.selector(total, matchers);
  }
}
