package dev.goldenpath.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.PlayedService;
import dev.goldenpath.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is planned: what applying it would leave. */
class PlanOfFileTest extends WithCheckout {
  @Test
  void a_file_does_not_remove_the_hatch_that_kubectl_annotate_opened() throws IOException {
    CliRun run = plan(checkout(), "-f", file("tier: gold").toString());

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.YES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        annotations:
            override.goldenpath.dev/quota.memory: 48Gi
            kubectl.kubernetes.io/last-applied-configuration: '{"metadata": {"annotations":
              {"override.goldenpath.dev/quota.memory": "48Gi"}}}'
        """,
        """
        managedFields:
          - {manager: kubectl, operation: Apply, apiVersion: goldenpath.dev/v1alpha1,
             fieldsType: FieldsV1, fieldsV1: {"f:metadata": {"f:annotations":
             {"f:override.goldenpath.dev/quota.memory": {}}}}}
          annotations:
            override.goldenpath.dev/quota.memory: 48Gi
        """
      })
  void a_file_removes_what_was_applied_before(String metadata) throws IOException {
    String applied =
        CHECKOUT.replaceFirst(
            "annotations:\n    override.goldenpath.dev/quota.memory: 48Gi\n", metadata);
    CliRun run = plan(service(applied), "-f", file("tier: gold").toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out()).contains("48Gi → 32Gi");
  }

  @Test
  void a_service_that_is_not_there_yet_is_created() throws IOException {
    CliRun run =
        run(
            PlayedService.notFound(kubectl()),
            "plan",
            "checkout",
            "-f",
            file("tier: gold").toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("checkout: is not in the cluster yet");
    assertThat(run.out().lines().filter(line -> line.matches("\\+ .+  created"))).hasSize(ALL);
    assertThat(run.out()).endsWith("0 of %d objects change nothing. All: -o diff\n".formatted(ALL));
  }

  @Test
  void an_ejected_component_stays_and_one_that_returns_loses_edits() throws IOException {
    Path ejecting =
        file("tier: gold", "  annotations: {eject.goldenpath.dev/dashboard: \"cost: ours\"}");
    CliRun run = plan(checkout(), "-f", ejecting.toString());

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.out())
        .containsPattern(
            "= ConfigMap golden-dashboard +stays as it is, and is yours: dashboard is ejected");

    String ejected =
        CHECKOUT
            .replace(
                "    override.goldenpath.dev/quota.memory: 48Gi\n",
                """
                    eject.goldenpath.dev/dashboard: "cost: ours"
                    kubectl.kubernetes.io/last-applied-configuration: '{"metadata": {"annotations":
                      {"eject.goldenpath.dev/dashboard": "cost: ours"}}}'
                """)
            .replaceAll("status:(?s).*", "");
    CliRun back = plan(service(ejected), "-f", file("tier: gold").toString());

    assertThat(back.exit()).as(back.err()).isEqualTo(ExitCode.NO);
    assertThat(back.out())
        .containsPattern("~ ConfigMap golden-dashboard +taken back: edits of it are lost");
  }
}
