package dev.goldenpath.operator.component;

import static dev.goldenpath.operator.component.SloScenarios.coarse;
import static dev.goldenpath.operator.component.SloScenarios.fine;
import static dev.goldenpath.operator.component.SloScenarios.hours;
import static dev.goldenpath.operator.component.SloScenarios.minutes;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the alerts about a service that is gone, or cannot be measured, have to do and not to do.
 */
final class HealthScenarios {
  private static final String PAGE =
      "alertname=\"GoldenServiceErrorBudgetBurn\",severity=\"critical\"";
  private static final String DOWN = "alertname=\"GoldenServiceDown\"";
  private static final String METRICS = "alertname=\"GoldenServiceMetricsMissing\"";
  private static final String SLI = "alertname=\"GoldenServiceSLIMissing\"";
  private static final String ANY = "alertname=~\"GoldenService.*\"";

  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

  private HealthScenarios() {}

  static List<SloScenario> all() {
    return List.of(
        SloScenario.of("no target is up for 30 min", "gold", fine().healthy(minutes(90)))
            .with(up("1x59 0x59 1x60"))
            .fault(minutes(30), minutes(60))
            .fires(DOWN, "5", 2100, "0", 3570)
            .fires(METRICS, "15", 2700, "0", 3570),
        SloScenario.of("no target is up for 30 min", "bronze", fine().healthy(minutes(90)))
            .with(up("1x59 0x59 1x60"))
            .fault(minutes(30), minutes(60))
            .fires(DOWN, "5", 2100, "0", 3570)
            .never(METRICS),
        SloScenario.of("no target is up any more", "gold", fine().healthy(hours(3)))
            .with(up("1x59 0x300"))
            .fault(minutes(30), Duration.ofSeconds(5370))
            .fires(DOWN, "5", 2100, "0: an hour after it was up last", 5340),
        SloScenario.of("all targets are gone for 30 min", "gold", fine().healthy(hours(3)))
            .with(gone(false))
            .fault(hours(2), minutes(150))
            .fires(DOWN, "10: the last sample counts for 5", 7770, "0", 8970)
            .fires(METRICS, "20: likewise", 8370, "0", 8970),
        SloScenario.of("scaled to zero at night", "gold", fine().healthy(hours(3)))
            .with(gone(true))
            .fault(hours(2), minutes(150))
            .fires(DOWN, "10: the last sample counts for 5", 7770, "0", 8970)
            .never(METRICS),
        SloScenario.of("before its workload", "gold", fine().healthy(hours(1)))
            .with(up("_x60 1x60"))
            .never(ANY),
        SloScenario.of("a workload runs and has no target", "gold", fine().healthy(minutes(90)))
            .with(untargeted())
            .fault(minutes(30), hours(1))
            .fires(METRICS, "15", 2700, "0", 3570)
            .never(DOWN)
            .never(SLI),
        SloScenario.of("up, and no request for 3 h", "gold", fine().healthy(hours(3)))
            .with(up("1x360"))
            .never(ANY),
        SloScenario.of(
                "up, with probes and scrapes as its only requests",
                "gold",
                fine().healthy(hours(3)))
            .with(probes())
            .never(ANY),
        SloScenario.of(
                "up, and no request for 62 h after a restart", "gold", coarse().healthy(hours(66)))
            .with(vanished(62))
            .never(ANY),
        SloScenario.of("up, and the metrics vanish for 4 d", "gold", coarse().healthy(hours(100)))
            .with(vanished(96))
            .fault(hours(2), hours(98))
            .fires(SLI, "4380", 270_000, "0", 352_680)
            .never(PAGE),
        SloScenario.of(
                "up, with the metrics of another profile for 2 h", "gold", fine().healthy(hours(3)))
            .with(otherProfile())
            .fault(Duration.ZERO, hours(2))
            .fires(SLI, "60", 3630, "0", 7170)
            .never(PAGE),
        SloScenario.of(
                "up, and no bucket is the threshold for 2 h", "gold", fine().healthy(hours(3)))
            .with(withoutBucket())
            .fault(Duration.ZERO, hours(2))
            .fires(SLI, "60", 3600, "0", 7170));
  }

  private static Map<String, String> up(String values) {
    return Map.of("up{namespace=\"checkout\",job=\"checkout\",instance=\"a\"}", values);
  }

  /**
   * Two healthy hours, and then no target for half an hour.
   *
   * @param scaled whether kube-state-metrics shows no replicas then; otherwise it is not there
   */
  private static Map<String, String> gone(boolean scaled) {
    Map<String, String> series =
        new LinkedHashMap<>(SloScenario.of("", "gold", fine().healthy(hours(2))).series());
    series.replaceAll((name, values) -> values + " _x60");
    series.put("up{namespace=\"checkout\",job=\"checkout\",instance=\"a\"}", "1x239 _x60 1x60");
    if (scaled) {
      series.putAll(replicas("2x239 0x59 2x60"));
    }
    return series;
  }

  /** A Deployment, as kube-state-metrics counts its replicas; those of the database are none. */
  private static Map<String, String> replicas(String values) {
    String of = "{namespace=\"checkout\",deployment=\"web\"}";
    return Map.of(
        "kube_deployment_spec_replicas" + of, values,
        "kube_deployment_status_replicas_ready" + of, values);
  }

  /** What other profiles count of a service that nobody asks for anything. */
  private static Map<String, String> probes() {
    Map<String, String> series = new LinkedHashMap<>(up("1x360"));
    String id = "{namespace=\"checkout\",job=\"checkout\",";
    series.put(
        "http_server_requests_seconds_count" + id + "uri=\"/actuator/prometheus\"}", "0+1x360");
    series.put(
        "http_server_request_duration_seconds_count" + id + "http_route=\"/healthz\"}", "0+1x360");
    return series;
  }

  /** A Deployment from half an hour on, which is a target from an hour on. */
  private static Map<String, String> untargeted() {
    Map<String, String> series = new LinkedHashMap<>(up("_x120 1x60"));
    series.putAll(replicas("_x60 2x120"));
    return series;
  }

  /** Two hours of traffic, then only a target, and traffic again. */
  private static Map<String, String> vanished(int hours) {
    Map<String, String> series =
        new LinkedHashMap<>(SloScenario.of("", "gold", coarse().healthy(hours(2))).series());
    series.replaceAll(
        (name, values) ->
            name.startsWith("up{")
                ? "1x" + 30 * (hours + 4)
                : "%s _x%d %s".formatted(values, 30 * hours - 1, values));
    return series;
  }

  /** Those of Spring for two hours, and then its own. */
  private static Map<String, String> otherProfile() {
    Map<String, String> series = later(hours(2), name -> true);
    series.put(
        "http_server_requests_seconds_count{namespace=\"checkout\",job=\"checkout\",uri=\"/pay\"}",
        "0+1x240");
    return series;
  }

  /** The bucket of the threshold comes after two hours. */
  private static Map<String, String> withoutBucket() {
    return later(hours(2), name -> name.contains("le=\"0.5\""));
  }

  /** Three hours of a target, and some of its series later. */
  private static Map<String, String> later(Duration from, Predicate<String> which) {
    String missing = "_x" + from.dividedBy(HALF_MINUTE) + " ";
    Map<String, String> series =
        new LinkedHashMap<>(SloScenario.of("", "gold", fine().healthy(hours(3))).series());
    series.replaceAll(
        (name, values) -> name.startsWith("up{") || !which.test(name) ? values : missing + values);
    return series;
  }
}
