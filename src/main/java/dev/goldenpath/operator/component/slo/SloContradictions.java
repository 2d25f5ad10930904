package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.goldenpath.Contradiction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Objectives that can never alert, and metrics that do not fit the profile. */
public final class SloContradictions {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** Profiles whose default buckets lack some of the thresholds. */
  private static final Set<String> FEW_BUCKETS = Set.of("go", "grpc");

  private static final Set<String> NOT_AMONG_FEW = Set.of("75ms", "750ms", "7.5s");
  private static final List<String> SELECTORS = List.of("slo.total", "slo.bad", "slo.fast");

  private SloContradictions() {}

  public static List<Contradiction> in(Map<String, String> values) {
    List<Contradiction> found = new ArrayList<>();
    for (String objective : List.of("slo.availability", "slo.latency")) {
      // The strictest comes first: if one value contradicts several, only the first is reported.
      for (BurnWindow window : BurnWindow.ALL) {
        if (!Objects.requireNonNull(values.get(window.parameter())).equals("none")) {
          cannotAlert(objective, window, values, found);
        }
      }
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
    if ("custom".equals(profile)
        && SELECTORS.stream()
            .anyMatch(selector -> Objects.requireNonNull(values.get(selector)).isEmpty())) {
      found.add(
          new Contradiction(
              List.of("slo.profile", "slo.total", "slo.bad", "slo.fast"),
              "needs all of slo.total, slo.bad and slo.fast with the profile custom"));
    }
    return found;
  }

  /**
   * Even if every request were bad, the budget would burn at most 1 / (1 - objective) times too
   * fast.
   */
  private static void cannotAlert(
      String objective, BurnWindow window, Map<String, String> values, List<Contradiction> found) {
    // A percentage has at most three decimals.
    BigDecimal least = ALL.subtract(ALL.divide(window.burnRate(), 3, RoundingMode.FLOOR));
    if (new BigDecimal(values.get(objective)).compareTo(least) < 0) {
      found.add(
          new Contradiction(
              List.of(objective, window.parameter()),
              "makes an objective of %s %% whose alert %s could never fire, even if all requests were bad; use at least %s, or the severity none"
                  .formatted(values.get(objective), window.parameter(), least.toPlainString())));
    }
  }
}
