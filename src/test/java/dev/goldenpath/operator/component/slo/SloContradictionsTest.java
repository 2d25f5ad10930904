package dev.goldenpath.operator.component.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.Requested;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SloContradictionsTest {
  private static final GoldenPath PATH = Documents.readBuiltIn();

  @ParameterizedTest
  @EnumSource(Tier.class)
  void the_defaults_of_a_tier_have_none(Tier tier) {
    assertThat(
            Components.catalogue()
                .contradictions(PATH.defaults(tier), Requested.NOTHING, PATH.spec().platform()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "slo.availability, slo.severity1h, 93.055, 93.056",
    "slo.latency, slo.severity1h, 50, 93.056",
    "slo.availability, slo.severity6h, 83.333, 83.334",
    "slo.latency, slo.severity6h, 75, 83.334",
    "slo.availability, slo.severity1d, 66.666, 66.667",
    "slo.latency, slo.severity1d, 50, 66.667"
  })
  void an_objective_that_can_never_alert_is_named_with_the_least_that_can(
      String objective, String severity, String value, String least) {
    Map<String, String> values = values("slo.severity1h", "none", "slo.severity6h", "none");
    values.put("slo.severity1d", "none");
    values.putAll(Map.of(severity, "info", objective, value));

    assertThat(SloContradictions.in(values))
        .containsExactly(
            new Contradiction(
                List.of(objective, severity),
                ("makes an objective of %s %% whose alert %s could never fire, even if all"
                        + " requests were bad; use at least %s, or the severity none")
                    .formatted(value, severity, least)));

    values.put(objective, least);
    assertThat(SloContradictions.in(values)).isEmpty();
  }

  @Test
  void the_severity_none_lifts_it() {
    Map<String, String> values = values("slo.availability", "90", "slo.severity1h", "critical");
    assertThat(SloContradictions.in(values)).hasSize(1);

    values.put("slo.severity1h", "none");
    assertThat(SloContradictions.in(values)).isEmpty();
  }

  @Test
  void the_window_that_asks_for_the_most_is_told_first() {
    Map<String, String> values = values("slo.availability", "50", "slo.severity1d", "warning");

    assertThat(SloContradictions.in(values))
        .extracting(found -> found.parameters().get(1))
        .containsExactly("slo.severity1h", "slo.severity6h", "slo.severity1d");
  }

  @ParameterizedTest
  @CsvSource({"go, 75ms", "go, 750ms", "go, 7.5s", "grpc, 75ms", "grpc, 750ms", "grpc, 7.5s"})
  void a_threshold_that_the_default_buckets_lack_is_refused(String profile, String threshold) {
    Map<String, String> values = values("slo.profile", profile, "slo.latencyThreshold", threshold);

    assertThat(SloContradictions.in(values))
        .containsExactly(
            new Contradiction(
                List.of("slo.latencyThreshold", "slo.profile"),
                ("asks for a bucket of %s, which the profile %s does not have;"
                        + " use 50ms, 100ms, 500ms, 1s, 5s or 10s")
                    .formatted(threshold, profile)));
  }

  @ParameterizedTest
  @CsvSource({"otel, 75ms", "spring, 75ms", "otel, 7.5s", "go, 100ms", "grpc, 2.5s"})
  void a_threshold_that_the_profile_can_have_is_not(String profile, String threshold) {
    assertThat(
            SloContradictions.in(values("slo.profile", profile, "slo.latencyThreshold", threshold)))
        .isEmpty();
  }

  @Test
  void the_profile_custom_needs_all_three_selectors() {
    Map<String, String> values = values("slo.profile", "custom", "slo.total", "requests_total");
    for (String selector : List.of("slo.bad", "slo.fast")) {
      assertThat(SloContradictions.in(values))
          .singleElement()
          .satisfies(
              found -> {
                assertThat(found.parameters())
                    .containsExactly("slo.profile", "slo.total", "slo.bad", "slo.fast");
                assertThat(found.problem())
                    .contains("needs all of slo.total, slo.bad and slo.fast");
              });
      values.put(selector, "requests_total");
    }
    assertThat(SloContradictions.in(values)).isEmpty();
  }

  @Test
  void another_profile_may_lack_them() {
    assertThat(SloContradictions.in(values("slo.profile", "spring", "slo.bad", "x"))).isEmpty();
  }

  /** A gold service's, with two others. */
  private static Map<String, String> values(
      String parameter, String value, String other, String otherValue) {
    Map<String, String> values = PATH.defaults(Tier.GOLD);
    values.put(parameter, value);
    values.put(other, otherValue);
    return values;
  }
}
