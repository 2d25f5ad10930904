package dev.goldenpath.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * An hour of even traffic without a failure, as Prometheus would have seen and recorded it: alerts
 * over an hour compare with it, and a test need not wait for it.
 */
final class History {
  private static final Duration LENGTH = Duration.ofMinutes(70);
  private static final int STEP_SECONDS = 30;
  private static final String RECORDED =
      "goldenservice:requests:rate5m{namespace=\"%1$s\",goldenservice=\"%1$s\"} %2$d %3$d\n";
  private static final String SCRAPED =
      "http_server_request_duration_seconds_%s{namespace=\"%s\",job=\"%2$s\",instance=\"before\","
          + "http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/pay\"%s}"
          + " %d %d\n";

  private History() {}

  /**
   * Until now, in the format of OpenMetrics.
   *
   * @param rate requests a second
   */
  static String of(String service, int rate) {
    long end = Instant.now().getEpochSecond();
    long start = end - LENGTH.toSeconds();
    StringBuilder recorded = new StringBuilder();
    StringBuilder count = new StringBuilder();
    StringBuilder bucket = new StringBuilder();
    for (long at = start; at <= end; at += STEP_SECONDS) {
      long requests = (at - start) * rate;
      recorded.append(text(RECORDED, service, rate, at));
      count.append(text(SCRAPED, "count", service, "", requests, at));
      bucket.append(text(SCRAPED, "bucket", service, ",le=\"0.5\"", requests, at));
    }
    return recorded.append(count).append(bucket).append("# EOF\n").toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
