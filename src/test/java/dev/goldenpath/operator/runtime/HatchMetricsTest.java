package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.support.Plans;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HatchMetricsTest {
  private static final String THREE_OVERRIDES =
      """
      namespace: shop
      hatches:
        - {kind: override, target: quota.memory, component: quota, value: 48Gi, reason: cost}
        - {kind: override, target: quota.pods, component: quota, value: "200", reason: cost}
        - {kind: override, target: quota.cpu, component: quota, value: "32"}
      """;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<GoldenServiceStatus> fleet = new ArrayList<>();
  private final HatchMetrics metrics = at("2026-01-01T12:00:00Z");

  @Test
  void without_services_each_component_has_a_zero_and_nothing_else_is_counted() {
    assertThat(counted("goldenpath.services.with.hatches"))
        .containsOnlyKeys(
            Stream.concat(Components.ALL.stream().map(Component::name), Stream.of("path"))
                .toArray(String[]::new))
        .allSatisfy((component, count) -> assertThat(count).isZero());
    assertThat(counted("goldenpath.hatches")).isEmpty();
    assertThat(counted("goldenpath.override.parameters")).isEmpty();
    assertThat(counted("goldenpath.hatches.overdue")).isEmpty();
  }

  @Test
  void a_service_counts_once_at_a_component_however_often_it_leaves_there() {
    add(THREE_OVERRIDES);
    add(
        """
        hatches:
          - {kind: override, target: quota.memory, component: quota, value: 48Gi}
          - {kind: patch, target: quota, component: quota, value: "{}"}
          - {kind: unmanaged, target: NetworkPolicy/a, component: network}
          - {kind: unmanaged, target: NetworkPolicy/b, component: network}
        """);
    add("namespace: cart");

    assertThat(counted("goldenpath.services.with.hatches"))
        .hasSize(Components.ALL.size() + 1)
        .containsEntry("quota", 2)
        .containsEntry("network", 1)
        .containsEntry("slo", 0);
  }

  @Test
  void a_pin_counts_for_the_path_itself() {
    add(
        "hatches: [{kind: pin, target: path, value: 1.0.0, reason: migration, until: '2025-01-01'}]");
    add("hatches: [{kind: pin, target: path, value: 1.1.0, reason: migration}]");

    assertThat(counted("goldenpath.services.with.hatches")).containsEntry("path", 2);
    assertThat(counted("goldenpath.hatches")).isEqualTo(Map.of("path pin migration", 2));
    assertThat(counted("goldenpath.hatches.overdue")).isEqualTo(Map.of("path", 1));
    assertThat(counted("goldenpath.override.parameters")).isEmpty();
  }

  @Test
  void kinds_and_reasons_count_services() {
    add(THREE_OVERRIDES);
    add(
        """
        hatches:
          - {kind: override, target: quota.memory, component: quota, value: 48Gi, reason: cost}
          - {kind: override, target: network.ingress, component: network, value: open, unsafe: true, reason: incident}
          - {kind: patch, target: quota, component: quota, value: "{}", reason: missing-feature}
          - {kind: eject, target: slo, component: slo, reason: vacation}
          - {kind: unmanaged, target: NetworkPolicy/a, component: network}
          - {kind: pause, target: service, reason: migration}
        """);

    assertThat(counted("goldenpath.hatches"))
        .isEqualTo(
            Map.of(
                "quota override cost", 2,
                "quota override none", 1,
                "quota patch missing-feature", 1,
                "network override incident", 1,
                "network unmanaged none", 1,
                "slo eject none", 1,
                "all pause migration", 1));
  }

  @Test
  void unsafe_overrides_count_services_by_reason() {
    add(THREE_OVERRIDES);
    add(
        """
        hatches:
          - {kind: override, target: network.ingress, component: network, value: open, unsafe: true}
          - {kind: override, target: network.x, component: network, value: y, unsafe: true}
        """);

    assertThat(counted("goldenpath.unsafe.overrides")).isEqualTo(Map.of("network none", 1));
  }

  @Test
  void parameters_count_services_safe_and_unsafe() {
    add(THREE_OVERRIDES);
    add(
        """
        hatches:
          - {kind: override, target: quota.memory, component: quota, value: 64Gi}
          - {kind: override, target: network.ingress, component: network, value: open, unsafe: true}
          - {kind: eject, target: slo, component: slo}
        """);

    assertThat(counted("goldenpath.override.parameters"))
        .isEqualTo(
            Map.of("quota memory", 2, "quota pods", 1, "quota cpu", 1, "network ingress", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T23:59:59Z, 0",
    "2026-01-01T00:00:00Z, 1",
    "2026-01-01T23:59:59Z, 1",
    "2026-01-02T00:00:00Z, 3"
  })
  void hatches_are_overdue_from_the_day_after_their_last(String now, int overdue) {
    add(
        """
        hatches:
          - {kind: override, target: quota.memory, component: quota, value: 48Gi, until: "2025-12-31"}
          - {kind: override, target: quota.pods, component: quota, value: "200", until: "2026-01-01"}
          - {kind: override, target: quota.cpu, component: quota, value: "32", until: soon}
        """);
    add(
        "hatches: [{kind: eject, target: quota, component: quota, until: '2026-01-01'}, {kind: eject, target: slo, component: slo}]");

    at(now).count();
    assertThat(values("goldenpath.hatches.overdue"))
        .isEqualTo(overdue == 0 ? Map.of() : Map.of("quota", overdue));
  }

  @Test
  void a_pause_is_overdue_for_all() {
    add("hatches: [{kind: pause, target: service, until: '2025-01-01'}]");
    assertThat(counted("goldenpath.hatches.overdue")).isEqualTo(Map.of("all", 1));
    assertThat(counted("goldenpath.services.with.hatches")).doesNotContainKey("all");
  }

  @Test
  void what_is_closed_is_gone_with_the_next_count() {
    add(THREE_OVERRIDES);
    add(THREE_OVERRIDES);
    add(
        "hatches: [{kind: pause, target: service}, {kind: eject, target: slo, component: slo, until: '2025-01-01'}]");
    metrics.count();
    fleet.clear();
    add("hatches: [{kind: override, target: quota.pods, component: quota, value: '200'}]");

    assertThat(counted("goldenpath.services.with.hatches"))
        .containsEntry("quota", 1)
        .containsEntry("slo", 0);
    assertThat(counted("goldenpath.hatches")).isEqualTo(Map.of("quota override none", 1));
    assertThat(counted("goldenpath.override.parameters")).isEqualTo(Map.of("quota pods", 1));
    assertThat(counted("goldenpath.hatches.overdue")).isEmpty();
  }

  @Test
  void no_series_is_of_one_service() {
    add(THREE_OVERRIDES);
    add(
        """
        namespace: shop
        hatches:
          - {kind: pause, target: service, message: shop}
          - {kind: unmanaged, target: Kind/shop, component: slo, message: shop}
        """);
    metrics.count();

    assertThat(registry.getMeters())
        .isNotEmpty()
        .flatExtracting(meter -> meter.getId().getTags())
        .allSatisfy(
            tag -> {
              assertThat(tag.getKey()).isIn("component", "kind", "reason", "parameter");
              assertThat(tag.getValue()).doesNotContain("shop");
            });
  }

  private HatchMetrics at(String now) {
    return new HatchMetrics(
        registry, () -> fleet.stream(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private void add(String status) {
    fleet.add(Plans.status(status));
  }

  /** Counts anew; the values by those of the labels. */
  private Map<String, Integer> counted(String name) {
    metrics.count();
    return values(name);
  }

  private Map<String, Integer> values(String name) {
    return registry.find(name).gauges().stream()
        .collect(
            Collectors.toMap(
                gauge -> labels(gauge), gauge -> (int) gauge.value(), (a, b) -> a, TreeMap::new));
  }

  private static String labels(Gauge gauge) {
    return gauge.getId().getTags().stream().map(Tag::getValue).collect(Collectors.joining(" "));
  }
}
