package dev.goldenpath.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.StartedRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.GoldenServices;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wait} while the API server restarts; nobody but the test writes the status. */
class WaitOutageIT {
  private static final String NAME = "t-outage";

  @Test
  void a_restart_of_the_API_server_does_not_end_it(@TempDir Path folder) {
    try (ControlPlane controlPlane = ControlPlane.start(folder)) {
      new Installation(controlPlane.admin()).installPlatform();
      new GoldenServices(controlPlane.admin()).create(NAME, "bronze");
      status(controlPlane, "False", "Ready", "at first");
      StartedRun wait =
          CliRun.setting()
              .kubectl(Binaries.installed().controlPlane("kubectl"))
              .start(
                  "wait", NAME, "-o", "json", "--kubeconfig", controlPlane.kubeconfig().toString())
              .awaitOut("at first");

      controlPlane.whileApiServerIsDown(
          () -> await().until(() -> wait.err().contains("(trying again)")));
      status(controlPlane, "True", "Ready", "at last");

      CliRun run = wait.end();
      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
      assertThat(run.out()).contains("at last");
      assertThat(run.err()).containsOnlyOnce("(trying again)");
    }
  }

  private static void status(
      ControlPlane controlPlane, String status, String type, String message) {
    controlPlane.kubectl(
        "patch",
        "gsvc",
        NAME,
        "--subresource=status",
        "--type=merge",
        "-p",
        """
        {"status": {"observedGeneration": 1, "conditions": [
          {"type": "%s", "status": "%s", "reason": "Test", "message": "%s",
           "observedGeneration": 1, "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
        """
            .formatted(type, status, message));
  }
}
