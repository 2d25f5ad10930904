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

/** The rules as Prometheus' own tool reads and runs them. */
class SloRulesTest {
  private static final Path RULES = Path.of("target", "promtool");

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

  private void succeeds(String... arguments) {
    ToolResult result = promtool.result(arguments);
    assertThat(result.exitCode()).as("%s%s", result.stdout(), result.stderr()).isZero();
  }

  private static Path write(Path folder) throws IOException {
    PrometheusRule rule = Rendering.rules(Rendering.plan(folder));
    Files.createDirectories(RULES);
    return Files.writeString(
        RULES.resolve(folder.getFileName() + ".rules.yaml"), Serialization.asYaml(rule.getSpec()));
  }
}
