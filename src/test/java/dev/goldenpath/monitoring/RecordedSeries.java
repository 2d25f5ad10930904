package dev.goldenpath.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The series that the rules of services record, as if they had been evaluated for 40 minutes; and
 * for ten more, so that none is stale before a test ends.
 */
public final class RecordedSeries {
  private static final Duration PAST = Duration.ofMinutes(40);
  private static final Duration FUTURE = Duration.ofMinutes(10);
  private static final int STEP_SECONDS = 30;

  private final List<Played> services = new ArrayList<>();

  private record Played(
      String name, String tier, double objective, double requests, double bad, Duration time) {}

  /**
   * Adds a service.
   *
   * @param objective the share of requests that must not fail, below 1
   * @param requests a second
   * @param bad failed requests a second, as 5-minute rates show them
   * @param time for how long; none failed before
   */
  public RecordedSeries with(
      String name, String tier, double objective, double requests, double bad, Duration time) {
    services.add(new Played(name, tier, objective, requests, bad, time));
    return this;
  }

  /** Adds a service without a failure. */
  public RecordedSeries calm(String name, String tier) {
    return with(name, tier, 0.99, 10, 0, Duration.ZERO);
  }

  /** Until now, and beyond, in the format of OpenMetrics. */
  String text() {
    long now = Instant.now().getEpochSecond();
    StringBuilder text = new StringBuilder();
    for (Played each : services) {
      String identity = "namespace=\"%1$s\",goldenservice=\"%1$s\"".formatted(each.name());
      String slo = identity + ",slo=\"availability\"";
      for (long at = now - PAST.toSeconds(); at <= now + FUTURE.toSeconds(); at += STEP_SECONDS) {
        boolean fails = at > now - each.time().toSeconds() && each.bad() > 0;
        text.append(sample("requests:rate5m", identity, each.requests(), at))
            .append(sample("bad_requests:rate5m", slo, fails ? each.bad() : 0, at))
            .append(
                sample(
                    "objective:ratio",
                    slo + ",team=\"payments\",tier=\"%s\"".formatted(each.tier()),
                    each.objective(),
                    at));
      }
    }
    return text.append("# EOF\n").toString();
  }

  private static String sample(String name, String labels, double value, long at) {
    return String.format(Locale.ROOT, "goldenservice:%s{%s} %s %d%n", name, labels, value, at);
  }
}
