package dev.goldenpath.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.WithPlayedServices;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.operator.api.HatchKind;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code explain} shows every kind of hatch. */
class ExplainedHatchesTest extends WithPlayedServices {
  /**
   * A hatch, and how it is shown.
   *
   * @param annotation of the service that opens it; empty if it is on another object
   * @param status its entry
   * @param target what it is about
   * @param from its origin
   */
  private record Example(String annotation, String status, String target, String from) {
    /** The compiler asks for an example of each kind. */
    static Example of(HatchKind kind) {
      return switch (kind) {
        case OVERRIDE ->
            new Example(
                "override.goldenpath.dev/quota.pods: \"33\"",
                "{kind: override, target: quota.pods, component: quota, value: \"33\"}",
                "quota.pods",
                "override");
        case PATCH ->
            new Example(
                "patch.goldenpath.dev/monitoring: '{\"spec\": {\"sampleLimit\": 20000}}'",
                "{kind: patch, target: monitoring, component: monitoring, value: '{}'}",
                "monitoring",
                "patch");
        case EJECT ->
            new Example(
                "eject.goldenpath.dev/dashboard: \"cost: ours\"",
                "{kind: eject, target: dashboard, component: dashboard, reason: cost}",
                "dashboard",
                "ejected");
        case UNMANAGED ->
            new Example(
                "",
                "{kind: unmanaged, target: LimitRange/golden-limits, component: limits}",
                "LimitRange/golden-limits",
                "unmanaged");
        case PAUSE ->
            new Example(
                "goldenpath.dev/paused: \"incident: INC-4711\"",
                "{kind: pause, target: service, reason: incident}",
                "service",
                "paused");
        case PIN ->
            new Example(
                "goldenpath.dev/pin: 1.0.0",
                "{kind: pin, target: path, value: 1.0.0}",
                "path",
                "pin");
      };
    }

    String service() {
      return """
          apiVersion: goldenpath.dev/v1alpha1
          kind: GoldenService
          metadata: {name: checkout, annotations: {%s}}
          spec: {team: payments, tier: gold}
          status: {hatches: [%s]}
          """
          .formatted(annotation, status);
    }
  }

  @ParameterizedTest
  @EnumSource(HatchKind.class)
  void every_kind_of_hatch_is_shown(HatchKind kind) throws IOException {
    Example example = Example.of(kind);

    CliRun run = run("explain", service(example.service()), "checkout", "--changed", "-o", "json");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    JsonNode values = Json.MAPPER.readTree(run.out()).path("values");
    assertThat(values).hasSize(1);
    assertThat(values.get(0).path("parameter").asText()).isEqualTo(example.target());
    assertThat(values.get(0).path("from").asText()).isEqualTo(example.from());
  }
}
