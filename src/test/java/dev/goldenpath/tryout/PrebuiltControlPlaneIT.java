package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.operator.support.Plans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make smoke} and {@code make run} on a control plane that was downloaded. */
class PrebuiltControlPlaneIT {
  @TempDir private Path folder;

  @Test
  void services_are_ready_on_it_and_nothing_is_left_after_ctrl_c() throws Exception {
    String assets = download();
    Map<String, String> environment =
        Map.of("KUBEBUILDER_ASSETS", assets, "CLUSTER", "", "TRYOUT_TIMEOUT", "180s");
    try (TryOutProcess run =
        TryOutProcess.start("run", environment, folder.resolve("output.txt"))) {
      run.awaitOutput("All stays up until Ctrl-C");
      assertThat(run.output())
          .contains(
              "notifications  Ready: " + Plans.allReady(0),
              "search         Ready: " + Plans.allReady(0),
              "checkout       Ready: " + Plans.allReady(0),
              "shop has an image: https://")
          .containsPattern("export KUBECONFIG=\\S+\\n")
          .contains("golden explain checkout", "The page: http://127.0.0.1:");
      ReadmeTranscript.check(run.output());

      List<ProcessHandle> processes = run.ctrlC();

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(processes).as("this JVM, etcd, kube-apiserver, the operator, the page").hasSize(5);
      assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }
  }

  private String download() throws Exception {
    List<Path> binaries =
        Stream.of("etcd", "kube-apiserver", "kubectl")
            .map(Binaries.installed()::controlPlane)
            .toList();
    ControlPlaneScript script = new ControlPlaneScript(folder);
    try (EnvtestIndex index =
        EnvtestIndex.of(Files.createDirectory(folder.resolve("index")), binaries)) {
      var answer = script.with("GOLDEN_ENVTEST_INDEX", index.url()).run();
      assertThat(answer.exitCode()).as("%s", answer.talk()).isZero();
      assertThat(script.asked()).as("packages compiled").isEmpty();
      return answer.directory();
    }
  }
}
