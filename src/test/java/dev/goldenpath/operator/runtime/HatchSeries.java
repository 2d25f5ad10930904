package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a scrape says about the hatches of one service, for tests in other packages. */
public final class HatchSeries {
  private HatchSeries() {}

  /** The series that are not zero, a line each, in Prometheus' text format. */
  public static String of(GoldenServiceStatus status) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new HatchMetrics(registry, () -> Stream.of(status), Clock.systemUTC()).count();
    return registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.endsWith(" 0.0"))
        .collect(Collectors.joining("\n"));
  }
}
