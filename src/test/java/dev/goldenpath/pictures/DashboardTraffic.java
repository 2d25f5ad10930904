package dev.goldenpath.pictures;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Half a day of the service checkout, made up: traffic that goes up and down, a new image, and 20
 * minutes in which some payments fail and many are slow. The same numbers each time.
 */
final class DashboardTraffic {
  static final Instant END = Instant.parse("2026-01-15T12:00:00Z");
  static final Duration RAW = Duration.ofHours(13);

  private static final int STEP = 30;
  private static final String ID = "namespace=\"checkout\"";
  private static final String[] BUCKETS = {"0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "+Inf"};
  private static final double[] USUAL = {0.55, 0.8, 0.95, 0.997, 0.9995, 1, 1};
  private static final double[] SLOW = {0.2, 0.4, 0.65, 0.88, 0.97, 1, 1};

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Double> counters = new LinkedHashMap<>();
  private final Random random = new Random(1);
  private long at;

  private DashboardTraffic() {}

  /** What is scraped, and what rules recorded in the 30 days before, in the OpenMetrics format. */
  static String text() {
    DashboardTraffic traffic = new DashboardTraffic();
    long end = END.getEpochSecond();
    long raw = end - RAW.toSeconds();
    for (traffic.at = end - Duration.ofDays(31).toSeconds(); traffic.at < raw; traffic.at += 300) {
      traffic.record();
    }
    for (traffic.at = raw; traffic.at <= end; traffic.at += STEP) {
      traffic.scrape();
    }
    return traffic.text.toString();
  }

  private double rate() {
    double day = 2 * Math.PI * (at % 86_400) / 86_400;
    return 42 - 18 * Math.cos(day) + 4 * Math.sin(7 * day);
  }

  private boolean fails() {
    long before = END.getEpochSecond() - at;
    return before < 9_600 && before >= 8_400;
  }

  private boolean isNewImage() {
    return END.getEpochSecond() - at <= 10_800;
  }

  private void record() {
    String recorded = ID + ",goldenservice=\"checkout\"";
    gauge("goldenservice:requests:rate5m{" + recorded + "}", rate());
    String bad = "goldenservice:bad_requests:rate5m{" + recorded + ",slo=\"";
    gauge(bad + "availability\"}", rate() * 0.0002);
    gauge(bad + "latency\"}", rate() * 0.003);
  }

  private void scrape() {
    route("/cart", 0.5, 0.0001, USUAL);
    route("/search", 0.35, 0.0002, USUAL);
    route("/pay", 0.15, fails() ? 0.12 : 0.0004, fails() ? SLOW : USUAL);
    for (String pod : new String[] {"a", "b", "c"}) {
      gauge("up{" + ID + ",job=\"checkout\",instance=\"" + pod + "\"}", 1);
    }
    container("checkout", rate() / 65, 0.6e9, 1);
    container("postgres", rate() / 90, 1.6e9, 2);
    gauge("kube_deployment_spec_replicas{" + ID + ",deployment=\"checkout\"}", 3);
    boolean rolling = isNewImage() && END.getEpochSecond() - at > 10_620;
    gauge(
        "kube_deployment_status_replicas_ready{" + ID + ",deployment=\"checkout\"}",
        rolling ? 2 : 3);
    for (int instance = 1; instance <= 3; instance++) {
      instance("postgres-" + instance, instance);
    }
    String image = isNewImage() ? "1.4.2" : "1.4.1";
    for (String pod : new String[] {"a", "b", "c"}) {
      gauge(
          "kube_pod_container_info{%s,pod=\"%s-%s\",image=\"ghcr.io/acme/checkout:%s\"}"
              .formatted(ID, image, pod, image),
          1);
    }
  }

  private void route(String route, double share, double failing, double[] durations) {
    String id = ID + ",job=\"checkout\",http_route=\"" + route + "\"";
    double requests = rate() * share * STEP * (0.92 + 0.16 * random.nextDouble());
    String metric = "http_server_request_duration_seconds_";
    String ok = id + ",http_response_status_code=\"200\"";
    double succeeded = requests * (0.985 - failing);
    add(metric + "count{" + ok + "}", succeeded);
    add(metric + "count{" + id + ",http_response_status_code=\"404\"}", requests * 0.015);
    add(metric + "count{" + id + ",http_response_status_code=\"503\"}", requests * failing);
    for (int bucket = 0; bucket < BUCKETS.length; bucket++) {
      add(
          metric + "bucket{" + ok + ",le=\"" + BUCKETS[bucket] + "\"}",
          succeeded * durations[bucket]);
      add(
          "%sbucket{%s,http_response_status_code=\"404\",le=\"%s\"}"
              .formatted(metric, id, BUCKETS[bucket]),
          requests * 0.015);
    }
  }

  private void container(String name, double cores, double memory, int limit) {
    String id = ID + ",container=\"" + name + "\"";
    double used = cores * (0.9 + 0.2 * random.nextDouble());
    add("container_cpu_usage_seconds_total{" + id + "}", used * STEP);
    add("container_cpu_cfs_periods_total{" + id + "}", 10 * STEP);
    add("container_cpu_cfs_throttled_periods_total{" + id + "}", used > 0.85 * limit ? 12 : 0);
    gauge(
        "container_memory_working_set_bytes{" + id + "}",
        memory * (0.97 + 0.04 * random.nextDouble()));
    gauge("kube_pod_container_resource_requests{" + id + ",resource=\"cpu\"}", limit * 0.5);
    gauge("kube_pod_container_resource_limits{" + id + ",resource=\"cpu\"}", limit);
    gauge("kube_pod_container_resource_limits{" + id + ",resource=\"memory\"}", limit * 1.074e9);
    gauge("kube_pod_container_status_restarts_total{" + id + "}", 0);
  }

  private void instance(String pod, int number) {
    String claim = ID + ",persistentvolumeclaim=\"" + pod + "\"";
    double days = (END.getEpochSecond() - at) / 86_400.0;
    gauge("kubelet_volume_stats_capacity_bytes{" + claim + "}", 100e9);
    gauge("kubelet_volume_stats_used_bytes{" + claim + "}", (42 - 3 * days + number * 0.6) * 1e9);
    gauge("kube_pod_status_ready{" + ID + ",condition=\"true\",pod=\"" + pod + "\"}", 1);
    gauge("cnpg_backends_total{" + ID + ",pod=\"" + pod + "\"}", number == 1 ? rate() / 2 : 3);
    gauge(
        "cnpg_pg_replication_lag{" + ID + ",pod=\"" + pod + "\"}",
        number == 1 ? 0 : 0.2 * random.nextDouble());
  }

  private void add(String series, double value) {
    gauge(series, counters.merge(series, value, Double::sum));
  }

  private void gauge(String series, double value) {
    text.append(String.format(Locale.ROOT, "%s %.6f %d\n", series, value, at));
  }
}
