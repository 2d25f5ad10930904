package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An empty cluster, the commands of the README, and the operator with the environment of its
 * Deployment and a token of its ServiceAccount: it serves every example.
 */
class InstallationIT {
  private static final String NAMESPACE = "golden-service-system";
  private static final String NAME = "golden-service-operator";
  private static final String CRD = "goldenservices.goldenpath.dev";

  private static final Path EXAMPLE_FOLDER = Path.of("deploy", "examples");
  private static final String READY = "condition=Ready";
  private static final String UNDERSTOOD = "condition=OverridesAccepted";
  private static final List<Example> EXAMPLES =
      List.of(
          new Example("team.yaml", ""),
          new Example("bronze.yaml", "notifications", READY),
          new Example("silver.yaml", "search", READY),
          new Example("gold.yaml", "checkout", READY),
          new Example(
              "hatch-override.yaml",
              "checkout",
              "jsonpath={.status.overrides[?(@.parameter==\"quota.memory\")].value}=48Gi",
              UNDERSTOOD,
              READY),
          new Example(
              "hatch-patch.yaml",
              "checkout",
              "jsonpath={.status.patched[?(@.component==\"monitoring\")].reason}=cost",
              UNDERSTOOD,
              READY),
          new Example(
              "hatch-eject.yaml",
              "checkout",
              "jsonpath={.status.ejected[0].component}=dashboard",
              UNDERSTOOD,
              READY),
          new Example(
              "hatch-until.yaml",
              "checkout",
              "jsonpath={.status.overrides[0].until}=2199-12-31",
              UNDERSTOOD,
              READY),
          new Example("hatch-pause.yaml", "checkout", "condition=Paused", UNDERSTOOD, READY),
          new Example("gold.yaml", "checkout", READY),
          new Example(
              "hatch-unmanaged.yaml",
              "checkout",
              "jsonpath={.status.unmanaged[0].component}=network",
              READY),
          new Example("adopt.yaml", "legacy", UNDERSTOOD, READY),
          new Example("delete.yaml", "prototype", UNDERSTOOD, READY));

  @Test
  void every_example_is_among_them() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLE_FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              EXAMPLES.stream().map(Example::file).collect(Collectors.toSet()));
    }
  }

  @Test
  void with_kustomize() {
    installed(
        "kustomize",
        cluster -> {
          cluster.kubectl("apply", "-k", "deploy/");
          cluster.kubectl("apply", "--server-side", "--force-conflicts", "-k", "deploy/");
        });
  }

  /** What Argo CD does with a chart. */
  @Test
  void with_helm(@TempDir Path folder) throws IOException {
    Path manifests = folder.resolve("rendered.yaml");
    Files.writeString(manifests, Chart.template(NAMESPACE, Chart.LIKE_THE_MANIFESTS));
    installed(
        "helm", cluster -> cluster.kubectl("apply", "--server-side", "-f", manifests.toString()));
  }

  private static void installed(String how, Consumer<ControlPlane> install) {
    Path folder =
        Path.of("target", "controlplane", ProcessHandle.current().pid() + "-installed-" + how);
    try (ControlPlane cluster = ControlPlane.start(folder)) {
      new Installation(cluster.admin()).installDatabaseApi();
      new Installation(cluster.admin()).installMonitoringApis();
      install.accept(cluster);
      install.accept(cluster);
      assertThat(cluster.kubectlResult("diff", "-k", "deploy/"))
          .isEqualTo(new ToolResult(0, "", ""));
      try (OperatorProcess first = replica(cluster, folder, "replica-1");
          OperatorProcess second = replica(cluster, folder, "replica-2");
          PlayedDatabase database = new PlayedDatabase(cluster.admin()).answerAtOnce()) {
        servesTheExamples(cluster);
        assertThat(cluster.kubectlResult("delete", "crd", CRD).stderr())
            .contains("every GoldenService would be deleted with it");
        cluster.kubectl("delete", "gsvc", "--all", "--timeout=60s");
        assertThat(first.log()).content().doesNotContain("WARN", "ERROR");
        assertThat(second.log()).content().doesNotContain("WARN", "ERROR");
      }
      assertThat(new AuditLog(cluster.auditLog()).since(0))
          .hasSizeGreaterThan(100)
          .noneMatch(request -> request.code() == 401 || request.code() == 403);
      isUninstalled(cluster);
    }
  }

  private static OperatorProcess replica(ControlPlane cluster, Path folder, String pod) {
    Map<String, String> settings = new HashMap<>(Map.of("PORT", "0"));
    for (EnvVar variable :
        cluster
            .admin()
            .apps()
            .deployments()
            .inNamespace(NAMESPACE)
            .withName(NAME)
            .get()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0)
            .getEnv()) {
      settings.put(variable.getName(), value(variable, pod));
    }
    return OperatorProcess.start(
            cluster.serviceAccountKubeconfig(NAMESPACE, NAME),
            settings,
            folder.resolve(pod + ".log"))
        .awaitReady();
  }

  private static String value(EnvVar variable, String pod) {
    if (variable.getValueFrom() == null) {
      return variable.getValue();
    }
    return switch (variable.getValueFrom().getFieldRef().getFieldPath()) {
      case "metadata.namespace" -> NAMESPACE;
      case "metadata.name" -> pod;
      default -> throw new IllegalArgumentException(variable.toString());
    };
  }

  private static void servesTheExamples(ControlPlane cluster) {
    for (Example example : EXAMPLES) {
      String file = EXAMPLE_FOLDER.resolve(example.file()).toString();
      cluster.kubectl("apply", "--server-side", "-f", file);
      for (String state : example.states()) {
        cluster.kubectl("wait", "gsvc/" + example.service(), "--for=" + state, "--timeout=60s");
      }
    }
  }

  /** As docs/install.md tells: what a service keeps is still there, and nothing of ours. */
  private static void isUninstalled(ControlPlane cluster) {
    cluster.kubectl("delete", "-k", "deploy/monitoring/");
    cluster.kubectl("annotate", "crd", CRD, "goldenpath.dev/confirm-deletion=" + CRD);
    cluster.kubectl("delete", "-k", "deploy/core/");
    assertThat(cluster.kubectl("get", "namespaces", "-o", "name").lines())
        .contains("namespace/checkout", "namespace/legacy")
        .doesNotContain("namespace/prototype", "namespace/" + NAMESPACE);
    assertThat(cluster.kubectl("get", "clusters.postgresql.cnpg.io", "-n", "checkout"))
        .contains("postgres");
    assertThat(
            cluster.kubectl(
                "get",
                "crd,clusterrole,clusterrolebinding,role,rolebinding,validatingadmissionpolicy,validatingadmissionpolicybinding",
                "-A",
                "-o",
                "name"))
        .doesNotContain("goldenpath", "golden-service", "golden-developer", "golden-platform");
  }

  /** In this order, since most are about the same service. */
  private record Example(String file, String service, String... states) {}
}
