package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A release from its installation to its end. No pods run here, so nothing is waited for. */
class HelmReleaseIT {
  private static final String CRD = "goldenservices.goldenpath.dev";
  private static final String RELEASE = "golden";
  private static final String WITHOUT_CATEGORY =
      "[{\"op\":\"remove\",\"path\":\"/spec/names/categories\"}]";

  @Test
  void installed_upgraded_and_uninstalled() {
    Path folder = Path.of("target", "controlplane", ProcessHandle.current().pid() + "-helm");
    try (ControlPlane cluster = ControlPlane.start(folder)) {
      String notes = helm(cluster, "install", "--create-namespace");
      assertThat(notes)
          .contains("kubectl wait --for=condition=Ready gsvc/checkout", "set monitoring.enabled")
          .doesNotContain("set policies.enabled", "With one replica");

      List<String> before = versions(cluster);
      helm(cluster, "upgrade");
      assertThat(versions(cluster)).as("without a change").isEqualTo(before);

      // As if an older version had been installed.
      cluster.kubectl("patch", "crd", CRD, "--type=json", "--patch=" + WITHOUT_CATEGORY);
      helm(cluster, "upgrade");
      assertThat(cluster.kubectl("get", "crd", CRD, "-o", "jsonpath={.spec.names.categories}"))
          .contains("golden");

      cluster.kubectl("apply", "-f", "deploy/examples/gold.yaml");
      helm(cluster, "uninstall");
      assertThat(cluster.kubectl("get", "gsvc", "-o", "name")).contains("checkout");
      assertThat(cluster.kubectl("get", "clusterroles,validatingadmissionpolicies", "-o", "name"))
          .doesNotContain("golden");

      cluster.kubectl("apply", "-k", "deploy/core/");
      helm(cluster, "install", "--take-ownership");
      helm(cluster, "upgrade", "--reuse-values", "--set=components.dashboard=false");
      assertThat(cluster.kubectl("get", "cm", "golden-path", "-n", Chart.NAMESPACE, "-o", "yaml"))
          .contains("version: 1.0.0-");
      assertThat(cluster.kubectl("get", "gsvc", "-o", "name")).contains("checkout");
    }
  }

  private static String helm(ControlPlane cluster, String command, String... options) {
    Stream<String> chart =
        command.equals("uninstall") ? Stream.of() : Stream.of(Chart.FOLDER.toString());
    ToolResult result =
        Chart.helm()
            .result(
                Stream.of(
                        Stream.of(command, RELEASE),
                        chart,
                        Stream.of(
                            "--namespace",
                            Chart.NAMESPACE,
                            "--kubeconfig",
                            cluster.kubeconfig().toString()),
                        Stream.of(options))
                    .flatMap(arguments -> arguments)
                    .toArray(String[]::new));
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return result.stdout();
  }

  /** Of all objects but those in which Helm keeps its books. */
  private static List<String> versions(ControlPlane cluster) {
    return cluster
        .kubectl(
            "get",
            "crd,clusterroles,clusterrolebindings,validatingadmissionpolicies,"
                + "validatingadmissionpolicybindings,deployments,services,poddisruptionbudgets,roles,rolebindings",
            "--all-namespaces",
            "-o",
            "jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.resourceVersion}{'\\n'}{end}")
        .lines()
        .filter(line -> line.contains("golden"))
        .toList();
  }
}
