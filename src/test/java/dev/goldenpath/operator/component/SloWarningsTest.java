package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.prometheus.PrometheusWorkload;
import dev.goldenpath.operator.component.slo.SloWarnings;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloWarningsTest {
  private static final Readiness SELECTED = Readiness.ready("Selected", "selected");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                     | 30d | 24h
          { retention: 10d }                     | 30d | 10d
          { retention: 4w1d }                    | 30d | 4w1d
          { retention: 4w2d }                    | 30d | -
          { retention: 30d }                     | 30d | -
          { retention: 1y }                      | 30d | -
          { retention: 10d }                     | 10d | -
          { retention: 9d }                      | 10d | 9d
          { retentionSize: 50GB }                | 30d | -
          { retention: 5d, retentionSize: 50GB } | 30d | 5d
          """)
  void a_budget_longer_than_what_is_kept_is_told(String spec, String window, String kept) {
    Readiness readiness =
        SELECTED.with(
            SloWarnings.of(
                plan("gold", Map.of("slo.window", window)), Optional.of(prometheus(spec))));

    assertThat(readiness)
        .isEqualTo(
            kept.equals("-")
                ? SELECTED
                : SELECTED.saying(
                    "selected; it keeps %s, less than the slo.window of %s: the error budget reads too high"
                        .formatted(kept, window)));
  }

  @ParameterizedTest
  @CsvSource({
    "gold, 99.95, 15s, -",
    "gold, 99.97, 15s, -",
    "gold, 99.98, 15s, 99.971",
    "gold, 99.99, 5s, -",
    "gold, 99.9, 1m, 99.884",
    "bronze, 99.99, 1m, -"
  })
  void an_objective_finer_than_scrapes_is_told(
      String tier, String objective, String interval, String strictest) {
    Readiness readiness =
        SELECTED.with(
            SloWarnings.of(
                plan(tier, Map.of("slo.availability", objective, "monitoring.interval", interval)),
                Optional.empty()));

    assertThat(readiness)
        .isEqualTo(
            strictest.equals("-")
                ? SELECTED
                : SELECTED.saying(
                    "selected; slo.availability: at %s %%, the budget burns too fast for a scrape every %s, so pages come late; use at most %s %%"
                        .formatted(objective, interval, strictest)));
  }

  @Test
  void a_thanos_ruler_reads_older_data_from_its_stores() {
    PrometheusWorkload ruler = workload(PrometheusWorkload.Kind.RULER, "{ retention: 2h }");
    assertThat(SloWarnings.of(plan("gold", Map.of()), Optional.of(ruler))).isEmpty();
  }

  @Test
  void what_is_not_selected_has_other_worries() {
    Readiness failing = Readiness.failing("NotSelected", "a label lacks");
    assertThat(failing.with(SloWarnings.of(plan("gold", Map.of()), Optional.of(prometheus("{}")))))
        .isEqualTo(failing);
  }

  private static ServicePlan plan(String tier, Map<String, String> overrides) {
    Map<String, String> annotations = new TreeMap<>();
    overrides.forEach((key, value) -> annotations.put("override.goldenpath.dev/" + key, value));
    ServicePlan plan = Rendering.plan(tier, annotations);
    assertThat(plan.hatches().rejected()).isEmpty();
    return plan;
  }

  private static PrometheusWorkload prometheus(String spec) {
    return workload(PrometheusWorkload.Kind.PROMETHEUS, spec);
  }

  private static PrometheusWorkload workload(PrometheusWorkload.Kind kind, String spec) {
    return PrometheusWorkload.of(
        kind,
        Serialization.unmarshal(
            "---\nmetadata: { name: k8s, namespace: monitoring }\nspec: " + spec,
            GenericKubernetesResource.class));
  }
}
