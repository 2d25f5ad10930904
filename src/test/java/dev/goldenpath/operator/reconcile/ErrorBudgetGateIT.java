package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.monitoring.RecordedSeries;
import dev.goldenpath.monitoring.StandalonePrometheus;
import dev.goldenpath.operator.reconcile.prometheus.PrometheusSettings;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenPaths;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revision on its way, with a real Prometheus that measures the fleet. */
class ErrorBudgetGateIT extends WithOperator {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  private StandalonePrometheus prometheus;

  @BeforeAll
  void startWithPrometheus(ControlPlane shared) {
    prometheus = new StandalonePrometheus(folder.resolve("prometheus"));
    operator.close();
    operator =
        RunningOperator.start(
            shared.operator(),
            new PrometheusSettings(
                prometheus.url(), Optional.empty(), Optional.empty(), Duration.ofMillis(200)));
  }

  @AfterAll
  void stopPrometheus() {
    services.forgetAll();
    new GoldenPaths(controlPlane, folder).remove();
    prometheus.close();
  }

  @Test
  void who_burns_after_the_move_goes_back_and_an_outage_of_prometheus_is_waited_for(FreshName name)
      throws IOException {
    String gold = name.value() + "-gold";
    String bronze = name.value() + "-bronze";
    String trickle = name.value() + "-trickle";
    String calm = name.value() + "-calm";
    List<String> fleet = List.of(gold, bronze, trickle, calm);
    services.forgetAll();
    prometheus.start(
        new RecordedSeries()
            .calm(gold, "gold")
            .calm(bronze, "bronze")
            .calm(trickle, "gold")
            .calm(calm, "silver"));
    apply("1.1.0", 20);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(condition("RolledOut")).isEqualTo("True UpToDate"));
    services.create(gold, "gold");
    services.create(bronze, "bronze");
    services.create(trickle, "gold");
    services.create(calm, "silver");
    fleet.forEach(services::makeReady);
    fleet.forEach(each -> services.awaitVersion(each, "1.1.0"));

    apply("1.2.0", 25);
    fleet.forEach(each -> services.awaitVersion(each, "1.2.0"));
    awaitGate("ErrorBudget: 4 measured, 0 not");

    prometheus.stop();
    awaitGate(
        "ErrorBudget: Prometheus does not answer: no connection to %s; the wave waits"
            .formatted(prometheus.url().getRawAuthority()));
    fleet.forEach(each -> services.awaitVersion(each, "1.2.0"));

    prometheus.start(
        new RecordedSeries()
            .with(gold, "gold", 0.999, 10, 0.5, Duration.ofMinutes(10))
            .with(bronze, "bronze", 0.99, 10, 10, Duration.ofMinutes(5))
            .with(trickle, "gold", 0.999, 0.01, 1.0 / 300, Duration.ofMinutes(5))
            .calm(calm, "silver"));
    services.awaitVersion(gold, "1.1.0");
    services.awaitVersion(bronze, "1.1.0");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(condition("Ready")).isEqualTo("False Halted"));
    assertThat(path("{.status.conditions[?(@.type=='Ready')].message}"))
        .containsPattern("availability burned 1[5-8] times too fast over 30m");
    assertThat(path("{.status.rollout.failed[*].reason}"))
        .isEqualTo("ErrorBudgetBurning ErrorBudgetBurning");
    assertThat(services.version(trickle)).isEqualTo("1.2.0");
    assertThat(services.version(calm)).isEqualTo("1.2.0");
  }

  private void awaitGate(String message) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(path("{.status.rollout.wave.gate}")).isEqualTo(message));
  }

  /** One wave that soaks for longer than the test; the first version has no services to soak. */
  private void apply(String version, int pods) throws IOException {
    controlPlane.kubectl(
        "apply",
        "-f",
        Files.writeString(
                folder.resolve("path.yaml"),
                """
                apiVersion: goldenpath.dev/v1alpha1
                kind: GoldenPath
                metadata: { name: default }
                spec:
                  version: %1$s
                  rollout:
                    minReady: 2s
                    waves: [{ name: all, maxConcurrency: 100 }]
                  components:
                    quota:
                      parameters:
                        pods: { tiers: { bronze: %2$d, silver: %2$d, gold: %2$d } }
                """
                    .formatted(version, pods))
            .toString());
  }

  private String condition(String type) {
    return path(
        "{.status.conditions[?(@.type=='%s')].status} {.status.conditions[?(@.type=='%s')].reason}"
            .formatted(type, type));
  }

  private String path(String jsonPath) {
    return controlPlane.kubectl("get", "gpath/default", "-o", "jsonpath=" + jsonPath);
  }
}
