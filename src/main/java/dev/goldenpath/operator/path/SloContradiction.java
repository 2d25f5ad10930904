package dev.goldenpath.operator.path;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objectives that can never alert, and metrics that do not fit the profile. */
final class SloContradiction {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /**
   * By the parameter of its severity, how many times too fast the budget must burn for an alert.
   */
  private static final Map<String, String> FACTORS =
      Map.of("slo.severity1h", "14.4", "slo.severity6h", "6", "slo.severity1d", "3");

  /** Profiles whose default buckets lack some of the thresholds. */
  private static final Set<String> FEW_BUCKETS = Set.of("go", "grpc");

  private static final Set<String> NOT_AMONG_FEW = Set.of("75ms", "750ms", "7.5s");
  private static final List<String> SELECTORS = List.of("slo.total", "slo.bad", "slo.fast");

  private SloContradiction() {}

  static List<Contradiction> in(Map<String, String> values) {
    List<Contradiction> found = new ArrayList<>();
    for (String objective : List.of("slo.availability", "slo.latency")) {
      FACTORS.forEach(
          (severity, factor) -> {
            if (!values.get(severity).equals("none")) {
              cannotAlert(objective, severity, new BigDecimal(factor), values, found);
            }
          });
    }
    String profile = values.get("slo.profile");
    String threshold = values.get("slo.latencyThreshold");
    if (FEW_BUCKETS.contains(profile) && NOT_AMONG_FEW.contains(threshold)) {
      found.add(
          new Contradiction(
              List.of("slo.latencyThreshold", "slo.profile"),
              "asks for a bucket of %s, which the profile %s does not have; use 50ms, 100ms, 500ms, 1s, 5s or 10s"
                  .formatted(threshold, profile)));
    }
    if (profile.equals("custom")
        && SELECTORS.stream().anyMatch(selector -> values.get(selector).isEmpty())) {
      found.add(
          new Contradiction(
              List.of("slo.profile", "slo.total", "slo.bad", "slo.fast"),
              "needs all of slo.total, slo.bad and slo.fast with the profile custom"));
    }
    return found;
  }

  /**
   * Were every request bad, the budget would burn 1 / (1 - objective) times too fast, no faster.
   */
  private static void cannotAlert(
      String objective,
      String severity,
      BigDecimal factor,
      Map<String, String> values,
      List<Contradiction> found) {
    BigDecimal least = ALL.subtract(ALL.divide(factor, 2, RoundingMode.FLOOR));
    if (new BigDecimal(values.get(objective)).compareTo(least) <= 0) {
      found.add(
          new Contradiction(
              List.of(objective, severity),
              "makes an objective of %s %% whose alert %s could never fire, even if all requests were bad; use more than %s, or the severity none"
                  .formatted(values.get(objective), severity, least.toPlainString())));
    }
  }
}
