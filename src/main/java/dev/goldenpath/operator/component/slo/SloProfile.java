package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.component.prometheus.PromQl;
import dev.goldenpath.operator.goldenpath.SeriesSelector;
import dev.goldenpath.operator.plan.ServicePlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a service counts its requests: the names that a framework gives to metric, status and route.
 * Every selector has the namespace and the job of the service, whatever a user writes.
 */
public final class SloProfile {
  private static final String BAD_HTTP = "5..";

  /** The codes of the gRPC specification that are the server's fault. */
  private static final String BAD_GRPC =
      "Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss";

  private final ServicePlan plan;
  private final @Nullable MetricNames names;

  public SloProfile(ServicePlan plan) {
    this.plan = plan;
    names = MetricNames.of(plan.text("slo.profile"));
  }

  /** All requests a second. */
  public String total(String window) {
    return names == null
        ? PromQl.sumOfRates(custom("slo.total"), window)
        : PromQl.sumOfRates(PromQl.selector(names.total(), matchers()), window);
  }

  /** Failed requests a second; 0 if there are requests and none failed. */
  public String failed(String window) {
    return failures(window) + " or 0 * " + total(window);
  }

  private String failures(String window) {
    return "sum(" + failureRates(window) + ")";
  }

  /** Failed requests a second, of each series. */
  public String failureRates(String window) {
    if (names == null) {
      return PromQl.rate(custom("slo.bad"), window);
    }
    String byStatus = PromQl.selector(names.total(), matchers(status() + "=~" + badStatus()));
    // One regex with an empty branch would match every series whose label has another name.
    return PromQl.rate(byStatus, window)
        + unanswered(window).map(unanswered -> " or " + unanswered).orElse("");
  }

  /** With OpenTelemetry, a request that got no response has an error type and no status code. */
  public Optional<String> unanswered(String window) {
    return plan.text("slo.profile").equals("otel")
        ? Optional.of(
            PromQl.rate(
                PromQl.selector(known().total(), matchers(status() + "=\"\"", "error_type!=\"\"")),
                window))
        : Optional.empty();
  }

  /** Requests a second with a status, of each series. */
  public String answered(String window) {
    return PromQl.rate(PromQl.selector(known().total(), matchers(status() + "!=\"\"")), window);
  }

  /** The quantile of the seconds that successful requests took, for each value of the labels. */
  public String quantile(String quantile, String window, String labels) {
    String buckets = PromQl.selector(known().bucket(), matchers(successful()));
    return "histogram_quantile(%s, sum by (%s) (%s))"
        .formatted(quantile, labels, PromQl.rate(buckets, window));
  }

  /** Whether the names of metrics and labels are known, including a histogram. */
  public boolean isKnown() {
    return names != null;
  }

  /** The label of the status. */
  public String status() {
    return names == null || names.status() == null ? "grpc_code" : names.status();
  }

  /** The label of the route. */
  public Optional<String> route() {
    return Optional.ofNullable(names).map(MetricNames::route);
  }

  /**
   * Successful requests a second that took longer than the threshold; a failed one does not count
   * as slow.
   */
  public String slow(String window) {
    if (names == null) {
      return "clamp_min(%s - (%s or 0 * %s) - %s, 0)"
          .formatted(
              total(window),
              failures(window),
              total(window),
              PromQl.sumOfRates(custom("slo.fast"), window));
    }
    return "clamp_min(%s - %s, 0)"
        .formatted(
            PromQl.sumOfRates(PromQl.selector(names.count(), matchers(successful())), window),
            PromQl.sumOfRates(PromQl.selector(names.bucket(), matchers(fast())), window));
  }

  /** The series without which the objectives cannot be measured. */
  public List<String> needed() {
    return names == null
        ? List.of(custom("slo.total"), custom("slo.fast"))
        : List.of(
            PromQl.selector(names.total(), matchers()),
            PromQl.selector(names.bucket(), matchers("le=~" + le())));
  }

  private MetricNames known() {
    return Objects.requireNonNull(names, "the profile custom has no names");
  }

  private String[] successful() {
    return known().status() == null
        ? new String[0]
        : new String[] {known().status() + "!=\"\"", known().status() + "!~" + badStatus()};
  }

  private String[] fast() {
    List<String> fast = new ArrayList<>(List.of(successful()));
    fast.add("le=~" + le());
    return fast.toArray(String[]::new);
  }

  private List<String> matchers(String... more) {
    List<String> matchers = identity(plan);
    if (known().route() != null) {
      matchers.add(
          known().route()
              + "!~"
              + PromQl.quoted(own("slo.exclude", Objects.requireNonNull(known().excluded()))));
    }
    matchers.addAll(List.of(more));
    return matchers;
  }

  private String custom(String parameter) {
    SeriesSelector selector = SeriesSelector.parse(plan.text(parameter)).orElseThrow();
    List<String> matchers = identity(plan);
    selector
        .matchers()
        .forEach(
            each -> matchers.add(each.label() + each.operator() + PromQl.quoted(each.value())));
    return PromQl.selector(selector.metric(), matchers);
  }

  /** The matchers that identify a target of the service: MonitoringComponent sets the job. */
  public static List<String> identity(ServicePlan plan) {
    return new ArrayList<>(
        List.of(
            "namespace=" + PromQl.quoted(plan.service()), "job=" + PromQl.quoted(plan.service())));
  }

  private String badStatus() {
    return PromQl.quoted(own("slo.badStatus", known().status() == null ? BAD_GRPC : BAD_HTTP));
  }

  /** The value of the service, or else that of the profile. */
  private String own(String parameter, String otherwise) {
    return plan.text(parameter).isEmpty() ? otherwise : plan.text(parameter);
  }

  /** The threshold of a slow request, in seconds. */
  public BigDecimal threshold() {
    String threshold = plan.text("slo.latencyThreshold");
    return threshold.endsWith("ms")
        ? new BigDecimal(threshold.replace("ms", "")).movePointLeft(3)
        : new BigDecimal(threshold.replace("s", ""));
  }

  /** Prometheus 3 writes whole numbers as 1.0, Prometheus 2 as 1. */
  private String le() {
    String plain = threshold().stripTrailingZeros().toPlainString();
    return PromQl.quoted(plain.replace(".", "\\.") + (plain.contains(".") ? "" : "(\\.0)?"));
  }
}
