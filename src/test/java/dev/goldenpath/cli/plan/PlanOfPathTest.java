package dev.goldenpath.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Another path document that is planned. */
class PlanOfPathTest extends WithCheckout {
  @Test
  void a_component_that_the_path_drops_is_deleted_unless_it_holds_data() throws IOException {
    Path path =
        path(
            built ->
                built.replaceAll("(\n    (dashboard|postgres):\n      enabled: )true", "$1false"));

    CliRun run = plan(checkout(), "checkout", "--path", path.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out())
        .containsPattern("- ConfigMap golden-dashboard +deleted\n")
        .containsPattern("= Cluster postgres +stays, no longer managed\n");
    assertThat(plan(checkout(), "checkout", "--path", path.toString(), "-o", "diff").out())
        .contains("--- a/configmap-golden-dashboard.yaml\n+++ /dev/null\n");
  }

  @Test
  void another_path_document_is_compared_with_the_present_one() throws IOException {
    Path path =
        path(
            built ->
                built
                    .replace("version: 1.0.0", "version: 1.1.0")
                    .replaceFirst("tiers: \\{ bronze: \"20\", .*}", "value: \"70\""));

    CliRun run = plan(checkout(), "checkout", "--path", path.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out())
        .startsWith("~ ResourceQuota golden-quota")
        .contains(".spec.hard.pods  100 → 70\n")
        .hasLineCount(2);
    assertThat(run.err()).contains("path default 1.0.0", "compared with 1.1.0");
  }
}
