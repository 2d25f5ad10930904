package dev.goldenpath.operator.component;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the alerts have to do, and not to do; about the budget here. */
final class SloScenarios {
  private static final String BURN = "alertname=\"GoldenServiceErrorBudgetBurn\"";
  private static final String AVAILABILITY = BURN + ",slo=\"availability\",window=";
  private static final String LATENCY = BURN + ",slo=\"latency\",window=";
  private static final String PAGE = BURN + ",severity=\"critical\"";
  private static final String ANY = "alertname=~\"GoldenService.*\"";

  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  private SloScenarios() {}

  static List<SloScenario> all() {
    return Stream.concat(budgets().stream(), HealthScenarios.all().stream()).toList();
  }

  private static List<SloScenario> budgets() {
    return List.of(
        SloScenario.of("healthy for 6 h", "gold", fine().healthy(hours(6))).never(ANY),
        SloScenario.of(
                "half of what the objective allows, for a day",
                "gold",
                minutely().failing(hours(24), 0.0005))
            .never(ANY),
        SloScenario.of(
                "an outage of 20 min",
                "gold",
                fine().healthy(hours(2)).failing(minutes(20), 1).healthy(hours(1)))
            .fires(AVAILABILITY + "\"1h\"", "0.86", 7260, "4.9", 8640)
            .fires(AVAILABILITY + "\"6h\"", "2.2", 7500, "29.8", 10_350)
            .never(BURN + ",slo=\"latency\""),
        SloScenario.of(
                "10 % fail for 90 min",
                "gold", fine().healthy(hours(2)).failing(minutes(90), 0.1).healthy(hours(1)))
            .fires(AVAILABILITY + "\"1h\"", "8.6", 7740, "4.3", 12_810)
            .fires(AVAILABILITY + "\"6h\"", "21.6", 8640, "28.2", 14_400),
        SloScenario.of(
                "1 % fails for 5 h",
                "gold", minutely().healthy(hours(7)).failing(hours(5), 0.01).healthy(hours(1)))
            .never(AVAILABILITY + "\"1h\"")
            .fires(AVAILABILITY + "\"6h\"", "216", 38_280, "12", 43_980),
        SloScenario.of(
                "0.5 % fail for 18 h",
                "gold", coarse().healthy(hours(25)).failing(hours(18), 0.005).healthy(hours(2)))
            .never(PAGE)
            .fires(AVAILABILITY + "\"1d\"", "864", 141_960, "48", 157_680),
        SloScenario.of(
                "0.2 % fail for 45 h",
                "gold", coarse().healthy(hours(73)).failing(hours(45), 0.002).healthy(hours(4)))
            .never(PAGE)
            .fires(AVAILABILITY + "\"3d\"", "2160", 392_760, "180", 435_600),
        SloScenario.of(
                "a new service, 0.5 % fail from the first request on",
                "gold", fine().failing(hours(1), 0.005))
            .never(ANY),
        SloScenario.of(
                "a new service, 3 % fail in its first 10 min",
                "gold", fine().failing(minutes(10), 0.03).healthy(hours(1)))
            .never(PAGE),
        SloScenario.of(
                "a new service, all requests fail from the first on",
                "gold",
                fine().failing(minutes(20), 1).healthy(minutes(30)))
            .fires(AVAILABILITY + "\"1h\"", "0.5", 30, "4.9", 1440),
        SloScenario.of(
                "one request a minute, a single one fails",
                "gold",
                fine().then(hours(2), 1, 0, 0).then(minutes(1), 1, 1, 0).then(hours(1), 1, 0, 0))
            .never(ANY),
        SloScenario.of(
                "one request a minute, all fail",
                "gold",
                fine()
                    .then(hours(2), 1, 0, 0)
                    .then(minutes(30), 1, 1, 0)
                    .then(minutes(30), 1, 0, 0))
            .fires(AVAILABILITY + "\"1h\"", "5", 7500, "4.9", 9240),
        SloScenario.of(
                "six requests an hour, all fail",
                "gold",
                minutely()
                    .then(hours(2), 0.1, 0, 0)
                    .then(hours(2), 0.1, 1, 0)
                    .then(hours(1), 0.1, 0, 0))
            .fires(AVAILABILITY + "\"1h\"", "50", 10_200, "4.9", 14_580),
        SloScenario.of(
                "idle for 2 h, then healthy", "gold", fine().idle(hours(2)).healthy(hours(1)))
            .never(ANY),
        SloScenario.of(
                "20 % are slow for 90 min",
                "gold", fine().healthy(hours(2)).slow(minutes(90), 0.2).healthy(hours(1)))
            .fires(LATENCY + "\"1h\"", "43.2", 9780, "1.4", 12_660)
            .never(BURN + ",slo=\"availability\""),
        SloScenario.of(
                "10 % fail for 2 h",
                "silver", fine().healthy(hours(2)).failing(hours(2), 0.1).healthy(hours(1)))
            .fires(AVAILABILITY + "\"1h\"", "43.2", 9810, "1.4", 14_460),
        SloScenario.of(
                "all requests fail for 1 h",
                "bronze",
                fine().healthy(hours(7)).failing(hours(1), 1).healthy(hours(1)))
            .never(PAGE)
            .fires(AVAILABILITY + "\"6h\"", "21.6", 26_640, "28.2", 30_600),
        SloScenario.of(
                "a series of failures that starts at 200: a known limit",
                "gold",
                fine().healthy(hours(1)))
            .with(born())
            .never(PAGE),
        SloScenario.of(
                "1 % fails for 5 h, in bronze for the first 2 h",
                "gold", minutely().healthy(hours(6)))
            .with(promoted())
            .fault(Duration.ZERO, hours(5))
            .fires(AVAILABILITY + "\"6h\"", "216", 12_900, "12", 18_780),
        profile("spring", "http_server_requests_seconds", "status", ",uri=\"/cart\""),
        profile("go", "http_request_duration_seconds", "code", ""),
        grpc(),
        custom());
  }

  private static SloScenario profile(String profile, String metric, String status, String more) {
    Traffic traffic = outage();
    String id = "namespace=\"checkout\",job=\"checkout\"" + more;
    Map<String, String> series = new LinkedHashMap<>();
    series.put(metric + "_count{%s,%s=\"200\"}".formatted(id, status), traffic.succeeded());
    series.put(metric + "_count{%s,%s=\"500\"}".formatted(id, status), traffic.failed());
    series.put(metric + "_bucket{%s,%s=\"200\",le=\"0.5\"}".formatted(id, status), traffic.fast());
    return SloScenario.of("an outage, profile " + profile, "gold", traffic)
        .with(series)
        .overriding(Map.of("profile", profile))
        .fires(AVAILABILITY + "\"1h\"", "0.86", 7260, "4.9", 8040);
  }

  private static SloScenario grpc() {
    Traffic traffic = outage();
    String id = "namespace=\"checkout\",job=\"checkout\"";
    return SloScenario.of("an outage, profile grpc", "gold", traffic)
        .with(
            Map.of(
                "grpc_server_handled_total{" + id + ",grpc_code=\"OK\"}", traffic.succeeded(),
                "grpc_server_handled_total{" + id + ",grpc_code=\"Internal\"}", traffic.failed(),
                "grpc_server_handling_seconds_count{" + id + "}", traffic.succeeded(),
                "grpc_server_handling_seconds_bucket{" + id + ",le=\"0.5\"}", traffic.fast()))
        .overriding(Map.of("profile", "grpc"))
        .fires(AVAILABILITY + "\"1h\"", "0.86", 7260, "4.9", 8040);
  }

  private static SloScenario custom() {
    Traffic traffic = outage();
    String id = "namespace=\"checkout\",job=\"checkout\"";
    return SloScenario.of("an outage, profile custom", "gold", traffic)
        .with(
            Map.of(
                "jobs_total{" + id + ",result=\"ok\"}", traffic.succeeded(),
                "jobs_total{" + id + ",result=\"error\"}", traffic.failed(),
                "jobs_in_time_total{" + id + "}", traffic.fast()))
        .overriding(
            Map.of(
                "profile", "custom",
                "total", "jobs_total",
                "bad", "jobs_total{result=\"error\"}",
                "fast", "jobs_in_time_total"))
        .fires(AVAILABILITY + "\"1h\"", "0.86", 7260, "4.9", 8040);
  }

  private static Traffic outage() {
    return fine().healthy(hours(2)).failing(minutes(10), 1).healthy(minutes(20));
  }

  private static Map<String, String> born() {
    Map<String, String> series =
        new LinkedHashMap<>(SloScenario.of("", "gold", fine().healthy(hours(1))).series());
    series.put(
        "http_server_request_duration_seconds_count{namespace=\"checkout\",job=\"checkout\",http_response_status_code=\"503\"}",
        "_x60 200x59");
    return series;
  }

  /** What the rules of another tier recorded, and the service's own series from then on. */
  private static Map<String, String> promoted() {
    Map<String, String> series =
        new LinkedHashMap<>(
            SloScenario.of("", "gold", minutely().failing(hours(3), 0.01).healthy(hours(1)))
                .series());
    series.replaceAll((name, values) -> "_x120 " + values);
    String id = "{namespace=\"checkout\",goldenservice=\"checkout\"";
    series.put("goldenservice:requests:rate5m" + id + "}", "10x119");
    series.put("goldenservice:bad_requests:rate5m" + id + ",slo=\"availability\"}", "0.1x119");
    return series;
  }

  static Traffic fine() {
    return Traffic.every(HALF_MINUTE);
  }

  static Traffic minutely() {
    return Traffic.every(MINUTE);
  }

  static Traffic coarse() {
    return Traffic.every(TWO_MINUTES);
  }

  static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
