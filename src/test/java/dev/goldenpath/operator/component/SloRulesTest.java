package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules as Prometheus' own tool reads and runs them. */
class SloRulesTest {
  private static final Path RULES = Path.of("target", "promtool");
  private static final Path SCENARIOS = Path.of("src", "test", "resources", "promtool");

  private final Tool promtool = new Tool(Binaries.installed().monitoring("promtool"));

  @TestFactory
  Stream<DynamicTest> promtool_accepts_the_rules() throws IOException {
    return Rendering.cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(),
                    () ->
                        succeeds(
                            "check",
                            "rules",
                            "--lint=all",
                            "--lint-fatal",
                            write(folder).toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gold.yaml", "gold-slow.yaml"})
  void the_alerts_of_a_gold_service_fire_and_resolve_when_they_should(String scenarios)
      throws IOException {
    write(Rendering.CASES.resolve("gold"));
    Path beside = RULES.resolve(scenarios);
    Files.writeString(beside, Files.readString(SCENARIOS.resolve(scenarios)));

    succeeds("test", "rules", beside.toString());
  }

  private void succeeds(String... arguments) {
    ToolResult result = promtool.result(arguments);
    assertThat(result.exitCode()).as("%s%s", result.stdout(), result.stderr()).isZero();
  }

  private static Path write(Path folder) throws IOException {
    PrometheusRule rule =
        Rendering.objects(Rendering.plan(folder)).stream()
            .filter(PrometheusRule.class::isInstance)
            .map(PrometheusRule.class::cast)
            .findFirst()
            .orElseThrow();
    Files.createDirectories(RULES);
    return Files.writeString(
        RULES.resolve(folder.getFileName() + ".rules.yaml"), Serialization.asYaml(rule.getSpec()));
  }
}
