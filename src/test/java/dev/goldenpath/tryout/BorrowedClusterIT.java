package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code make run CLUSTER=<context>}, against a control plane that is not its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BorrowedClusterIT {
  private static final int REFUSED = 2;

  @TempDir private Path folder;

  private ControlPlane cluster;

  @BeforeAll
  void start(@TempDir Path workDir) {
    cluster = ControlPlane.start(workDir);
    cluster.kubectl("create", "namespace", "theirs");
    cluster.kubectl("create", "namespace", "golden-service-system");
    new Installation(cluster.admin()).installQueueApi();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void what_it_made_is_gone_after_ctrl_c_and_what_was_there_is_not() throws Exception {
    List<String> before = objects();
    try (TryOutProcess run = run(cluster.kubeconfig(), Map.of())) {
      run.awaitOutput("All stays up until Ctrl-C");
      assertThat(run.output())
          .contains("Cluster golden of your kubeconfig (https://127.0.0.1:")
          .contains("Ready: " + Plans.allReady(0))
          .contains("golden explain checkout --context golden");
      cluster.kubectl("apply", "-f", "deploy/examples/delete.yaml");
      cluster.kubectl("wait", "--for=condition=Ready", "gsvc/prototype", "--timeout=60s");
      assertThat(objects()).hasSizeGreaterThan(before.size() + 60);

      List<ProcessHandle> processes = run.ctrlC();

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("golden is as it was before.");
      assertThat(processes).hasSizeGreaterThan(1).noneMatch(ProcessHandle::isAlive);
      assertThat(objects()).containsExactlyElementsOf(before);
    }
  }

  @Test
  void a_cluster_that_may_be_on_another_machine_is_refused() throws Exception {
    Path foreign = folder.resolve("foreign.kubeconfig");
    Files.writeString(
        foreign,
        Files.readString(cluster.kubeconfig())
            .replaceAll("https://127.0.0.1:[0-9]+", "https://192.0.2.1:6443"));
    try (TryOutProcess run = run(foreign, Map.of())) {
      assertThat(run.exitCode()).isEqualTo(REFUSED);
      assertThat(run.output().strip())
          .isEqualTo(
              "CLUSTER: the server of golden is https://192.0.2.1:6443, which may be another"
                  + " machine; if you may install there, add CLUSTER_IS_MINE=golden");
    }
  }

  @Test
  void a_context_that_is_not_there_is_named() throws Exception {
    try (TryOutProcess run = run(cluster.kubeconfig(), Map.of("CLUSTER", "kind-dve"))) {
      assertThat(run.exitCode()).isEqualTo(REFUSED);
      assertThat(run.output().strip())
          .startsWith("CLUSTER: ")
          .contains("kind-dve")
          .endsWith("config get-contexts -o name` lists what there is")
          .hasLineCount(1);
    }
  }

  @Test
  void a_cluster_that_has_the_operator_is_left_alone() throws Exception {
    Installation installation = new Installation(cluster.admin());
    installation.installOurCrds();
    List<String> before = objects();
    try (TryOutProcess run = run(cluster.kubeconfig(), Map.of())) {
      assertThat(run.exitCode()).isEqualTo(REFUSED);
      assertThat(run.output())
          .contains("CLUSTER: golden has the CRD goldenservices.goldenpath.dev already; use");
      assertThat(objects()).containsExactlyElementsOf(before);
    } finally {
      cluster.kubectl("delete", "-f", "crds/");
    }
  }

  private TryOutProcess run(Path kubeconfig, Map<String, String> environment) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("CLUSTER", "golden");
    all.put("KUBECONFIG", kubeconfig.toString());
    all.put("TRYOUT_TIMEOUT", "180s");
    all.putAll(environment);
    return TryOutProcess.start("run", all, Files.createTempFile(folder, "output", ".txt"));
  }

  /** Every object that the cluster has, by kind, namespace and name. */
  private List<String> objects() {
    String kinds =
        String.join(
            ",",
            cluster
                .kubectl("api-resources", "--verbs=list", "-o", "name", "--cached=false")
                .lines()
                .sorted()
                .toList());
    return cluster
        .kubectl(
            "get",
            kinds,
            "--all-namespaces",
            "-o",
            "go-template={{range .items}}{{.kind}} {{.metadata.namespace}} {{.metadata.name}}"
                + " {{.metadata.uid}}{{\"\\n\"}}{{end}}")
        .lines()
        .sorted()
        .toList();
  }
}
