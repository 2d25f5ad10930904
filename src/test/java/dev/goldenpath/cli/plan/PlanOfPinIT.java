package dev.goldenpath.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithGoldenPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pin in a file that is planned: the service would get another revision. */
class PlanOfPinIT extends WithGoldenPath {
  @TempDir private Path folder;

  @Test
  void a_new_pin_is_planned_by_the_revision_that_it_names(FreshName name) throws IOException {
    ready(name.value(), Map.of());
    paths.apply(
        "1.1.0", "components: { quota: { parameters: { pods: { tiers: { bronze: 25 } } } } }");
    services.awaitVersion(name.value(), "1.1.0");
    services.awaitReady(name.value());

    CliRun back = plan(name, "1.0.0");
    assertThat(back.exit()).as(back.err()).isEqualTo(ExitCode.NO);
    assertThat(back.out()).contains(".spec.hard.pods  25 → 20");
    assertThat(back.err()).contains("compared with 1.0.0: GoldenPathRevision default-1.0.0");

    CliRun unknown = plan(name, "9.9.9");
    assertThat(unknown.exit()).isEqualTo(ExitCode.YES);
    assertThat(unknown.err())
        .contains(
            "goldenpath.dev/pin: \"9.9.9\" is not a revision of the golden path; pin 1.1.0, 1.0.0,"
                + " or remove the annotation")
        .doesNotContain("compared with");
  }

  private CliRun plan(FreshName name, String pin) throws IOException {
    Path file = folder.resolve("service.yaml");
    Files.writeString(
        file,
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata:
          name: %s
          annotations: {%s: "%s"}
        spec: {team: %s, tier: bronze}
        """
            .formatted(
                name.value(),
                Annotations.PIN,
                pin,
                services.get(name.value()).getSpec().getTeam()));
    return CliRun.setting()
        .kubectl(Binaries.installed().controlPlane("kubectl"))
        .run("plan", "-f", file.toString(), "--kubeconfig=" + controlPlane.kubeconfig());
  }
}
