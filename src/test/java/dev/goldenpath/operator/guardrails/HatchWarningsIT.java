package dev.goldenpath.operator.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.support.WithOperator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever leaves the path is told by kubectl at once. Nothing of it is refused. */
class HatchWarningsIT extends WithOperator {
  private static final String SERVICE = "t-warned";

  @BeforeAll
  void create() {
    services.createReady(SERVICE, "bronze");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          override.goldenpath.dev/network.ingress=open | goldenpath.dev/reason.network=other: x | lets pods of every namespace connect
          eject.goldenpath.dev/quota=cost: x           | other=x                                | eject.goldenpath.dev/quota: without it, nothing bounds
          eject.goldenpath.dev/network=cost: x         | other=x                                | eject.goldenpath.dev/network: without it, nothing bounds
          eject.goldenpath.dev/limits=cost: x          | eject.goldenpath.dev/network=cost: x   | eject.goldenpath.dev/limits, eject.goldenpath.dev/network: without it
          override.goldenpath.dev/quota.pods=30        | other=x                                | override.goldenpath.dev/quota.pods: no reason given
          patch.goldenpath.dev/limits={}               | other=x                                | patch.goldenpath.dev/limits: no reason given
          override.goldenpath.dev/quota.pods=30        | goldenpath.dev/reason.quota.pods=x     |
          override.goldenpath.dev/quota.pods=30        | goldenpath.dev/reason.quota=x          |
          override.goldenpath.dev/network.ingress=closed | goldenpath.dev/reason.network=other: x |
          eject.goldenpath.dev/dashboard=cost: x       | other=x                                |
          """)
  void is_warned(String hatch, String other, String warning) {
    ToolResult result = annotate(hatch, other);

    assertThat(result.exitCode()).isZero();
    if (warning == null) {
      assertThat(result.stderr()).isEmpty();
    } else {
      assertThat(result.stderr()).startsWith("Warning: ").contains(warning).hasLineCount(1);
    }
  }

  private ToolResult annotate(String... annotations) {
    List<String> command =
        new ArrayList<>(List.of("annotate", "gsvc", SERVICE, "--dry-run=server"));
    command.addAll(List.of(annotations));
    return controlPlane.kubectlResult(command.toArray(String[]::new));
  }
}
