package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.reconcile.prometheus.PrometheusSettings;
import dev.goldenpath.operator.runtime.OperatorConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the values say is what the process is told. */
class HelmSettingsTest {

  @Test
  void what_is_not_said_is_the_process_s_own_default() {
    JsonNode values = ChartValue.tree();
    OperatorConfig process = started();
    assertThat(process.logLevel()).isEqualTo(values.at("/log/level").asText());
    assertThat(process.logFormat()).isEqualTo(values.at("/log/format").asText());
    assertThat(process.threads()).isEqualTo(values.at("/reconcile/threads").asInt());
    assertThat(process.resync()).isEqualTo(duration(values.at("/reconcile/resyncInterval")));
    assertThat(process.watchInterval()).isEqualTo(duration(values.at("/reconcile/watchInterval")));
    assertThat(process.shutdownTimeout().toSeconds())
        .isEqualTo(values.at("/shutdownSeconds").asLong());
    assertThat(process.pathFile()).isEmpty();
    assertThat(process.prometheus()).isEmpty();
  }

  @Test
  void the_process_understands_what_is_said() {
    assertThat(
            started(
                "log={\"level\":\"trace\",\"format\":\"plain\"}",
                "reconcile={\"threads\":64,\"resyncInterval\":\"1h\",\"watchInterval\":\"500ms\"}",
                "replicas=1",
                "leaderElection=false",
                "shutdownSeconds=600",
                "prometheus={\"url\":\"https://p.example/x\",\"tokenSecret\":\"access\",\"caConfigMap\":\"ca\"}",
                "goldenPath.existingConfigMap=\"ours\""))
        .isEqualTo(
            new OperatorConfig(
                Optional.of(Path.of("/etc/golden-path/golden-path.yaml")),
                8080,
                64,
                Duration.ofHours(1),
                Duration.ofMillis(500),
                Duration.ofMinutes(10),
                "metadata.namespace",
                false,
                "metadata.name",
                "plain",
                "trace",
                Optional.of(
                    new PrometheusSettings(
                        URI.create("https://p.example/x"),
                        Optional.of(Path.of("/etc/prometheus-token/token")),
                        Optional.of(Path.of("/etc/prometheus-ca/ca.crt")),
                        Duration.ofSeconds(30)))));
  }

  /** That kustomize says the same is compared elsewhere. */
  @Test
  void who_scrapes_services_scrapes_the_operator() throws IOException {
    JsonNode document =
        Manifests.tree(Files.readString(Path.of("src", "main", "resources", "golden-path.yaml")));
    assertThat(ChartValue.tree().at("/networkPolicy/monitoringNamespaces"))
        .isEqualTo(document.at("/spec/platform/monitoringNamespaces"))
        .isNotEmpty();
  }

  @Test
  void every_component_can_be_off_but_the_one_that_all_else_stands_in() {
    assertThat(ChartValue.tree().path("components").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyElementsOf(
            Components.ALL.stream()
                .filter(component -> component != Components.NAMESPACE)
                .map(Component::name)
                .toList());
  }

  /** The process in the environment of the container; a reference stands for what it refers to. */
  private static OperatorConfig started(String... settings) {
    Map<String, String> environment = new TreeMap<>();
    HelmChart.render(settings)
        .the("Deployment")
        .at("/spec/template/spec/containers/0/env")
        .forEach(
            variable ->
                assertThat(
                        environment.put(
                            variable.path("name").asText(),
                            variable
                                .path("value")
                                .asText(variable.at("/valueFrom/fieldRef/fieldPath").asText())))
                    .isNull());
    return OperatorConfig.fromEnv(environment);
  }

  private static Duration duration(JsonNode value) {
    return Duration.parse("PT" + value.asText());
  }
}
