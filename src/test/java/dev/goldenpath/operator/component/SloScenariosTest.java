package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The alerts of a service, run by Prometheus' own tool: when they fire and resolve, to the second.
 */
class SloScenariosTest {
  private static final Path FOLDER = Path.of("target", "promtool", "slo");

  private final Tool promtool = new Tool(Binaries.installed().monitoring("promtool"));

  @TestFactory
  Stream<DynamicTest> every_alert_fires_and_resolves_when_it_should() {
    return SloScenarios.all().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.tier() + ": " + scenario.name(), () -> holds(scenario)));
  }

  private void holds(SloScenario scenario) throws IOException {
    assertThat(scenario.expected()).isNotEmpty();
    Map<String, String> annotations = new TreeMap<>();
    scenario
        .overrides()
        .forEach((key, value) -> annotations.put("override.goldenpath.dev/slo." + key, value));
    ServicePlan plan = Rendering.plan(scenario.tier(), annotations);
    assertThat(plan.hatches().rejected()).isEmpty();
    String name = scenario.name().replaceAll("[^a-z0-9]+", "-") + "-" + scenario.tier();
    Files.createDirectories(FOLDER);
    Files.writeString(
        FOLDER.resolve(name + ".rules.yaml"),
        Serialization.asYaml(Rendering.rules(plan).getSpec()));
    Path test =
        Files.writeString(
            FOLDER.resolve(name + ".yaml"),
            Serialization.asYaml(scenario.test(name + ".rules.yaml")));

    ToolResult result = promtool.result("test", "rules", test.toString());
    assertThat(result.exitCode()).as("%s%s", result.stdout(), result.stderr()).isZero();
  }
}
