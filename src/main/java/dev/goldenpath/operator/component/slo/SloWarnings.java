package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.component.prometheus.PrometheusWorkload;
import dev.goldenpath.operator.plan.ServicePlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The limitations of the objectives as configured; everything else works, so these are warnings,
 * not errors.
 */
public final class SloWarnings {
  /** The retention that prometheus-operator sets if a Prometheus has neither a time nor a size. */
  private static final String DEFAULT_RETENTION = "24h";

  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  private SloWarnings() {}

  /**
   * The warnings about a service's objectives.
   *
   * @param selectedBy the workload that selects the rules, if it is known
   */
  public static List<String> of(ServicePlan plan, Optional<PrometheusWorkload> selectedBy) {
    List<String> warnings = new ArrayList<>();
    selectedBy.flatMap(each -> shortRetention(plan, each)).ifPresent(warnings::add);
    Slo.of(plan).forEach(slo -> tooStrict(plan, slo).ifPresent(warnings::add));
    return warnings;
  }

  /**
   * Missing days count as free of errors, so the budget would read too high. How far a ThanosRuler
   * sees depends on the stores that it queries, not on its own retention.
   */
  private static Optional<String> shortRetention(ServicePlan plan, PrometheusWorkload workload) {
    String kept = workload.retention().orElse(DEFAULT_RETENTION);
    if (workload.kind() != PrometheusWorkload.Kind.PROMETHEUS
        || (workload.retention().isEmpty() && workload.limitsSize())) {
      return Optional.empty();
    }
    SloWindow window = SloWindow.of(plan);
    return length(kept)
        .filter(length -> length.compareTo(Duration.ofDays(window.days())) < 0)
        .map(
            length ->
                "it keeps %s, less than the slo.window of %dd: the error budget reads too high"
                    .formatted(kept, window.days()));
  }

  /** Empty for a retention in years. */
  private static Optional<Duration> length(String text) {
    try {
      return Optional.of(io.fabric8.kubernetes.api.model.Duration.parse(text).getDuration());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** Between two scrapes, more of the budget may burn than the fastest alert waits for. */
  private static Optional<String> tooStrict(ServicePlan plan, Slo slo) {
    Duration interval = length(plan.text("monitoring.interval")).orElseThrow();
    BigDecimal seconds = BigDecimal.valueOf(interval.toSeconds());
    BigDecimal detected =
        BurnWindow.fastest().burnRate().multiply(new BigDecimal(slo.budget())).multiply(HOUR);
    if (plan.text(BurnWindow.fastest().parameter()).equals("none")
        || detected.compareTo(seconds) >= 0) {
      return Optional.empty();
    }
    BigDecimal share =
        seconds.divide(BurnWindow.fastest().burnRate().multiply(HOUR), 6, RoundingMode.CEILING);
    BigDecimal strictest =
        ALL.subtract(share.movePointRight(2)).setScale(3, RoundingMode.FLOOR).stripTrailingZeros();
    return Optional.of(
        "slo.%s: at %s %%, the budget burns too fast for a scrape every %s, so pages come late; use at most %s %%"
            .formatted(
                slo.name(),
                slo.objective().toPlainString(),
                plan.text("monitoring.interval"),
                strictest.toPlainString()));
  }
}
