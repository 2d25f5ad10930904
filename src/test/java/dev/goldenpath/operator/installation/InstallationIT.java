package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An empty cluster, the commands of docs/install.md, and the operator with the environment of its
 * Deployment and a token of its ServiceAccount: it serves every example.
 */
class InstallationIT {
  private static final String NAMESPACE = "golden-service-system";
  private static final String NAME = "golden-service-operator";
  private static final String CRD = "goldenservices.goldenpath.dev";

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
    Files.writeString(
        manifests,
        HelmChart.rendered(
            NAMESPACE, "image.tag=\"latest\"", "namespace.create=true", "monitoring.enabled=true"));
    installed(
        "helm", cluster -> cluster.kubectl("apply", "--server-side", "-f", manifests.toString()));
  }

  private static void installed(String how, Consumer<ControlPlane> install) {
    Path folder =
        Path.of("target", "controlplane", ProcessHandle.current().pid() + "-installed-" + how);
    try (ControlPlane cluster = ControlPlane.start(folder)) {
      Installation platform = new Installation(cluster.admin());
      platform.installDatabaseApi();
      platform.installMonitoringApis();
      platform.createNamespaces(Documents.readBuiltIn().spec().platform().namespaces());
      install.accept(cluster);
      install.accept(cluster);
      assertThat(cluster.kubectlResult("diff", "-k", "deploy/"))
          .isEqualTo(new ToolResult(0, "", ""));
      podsAreAdmitted(cluster);
      try (OperatorProcess first = new Replica(cluster, NAMESPACE).start(folder, "replica-1");
          OperatorProcess second = new Replica(cluster, NAMESPACE).start(folder, "replica-2");
          PlayedDatabase database = new PlayedDatabase(cluster.admin()).answerAtOnce()) {
        Examples.areServed(cluster);
        assertThat(cluster.kubectlResult("delete", "crd", CRD).stderr())
            .contains("deleting the CRD would delete every GoldenService");
        cluster.kubectl("delete", "gsvc", "--all", "--timeout=60s");
        assertThat(first.complaints()).isEmpty();
        assertThat(second.complaints()).isEmpty();
      }
      assertThat(new AuditLog(cluster.auditLog()).since(0))
          .hasSizeGreaterThan(100)
          .noneMatch(request -> request.code() == 401 || request.code() == 403);
      isUninstalled(cluster);
    }
  }

  /** No node runs it, but the namespace's pod security standard must let it in. */
  private static void podsAreAdmitted(ControlPlane cluster) {
    PodTemplateSpec template = deployment(cluster).getSpec().getTemplate();
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("replica")
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withSpec(template.getSpec())
            .build();
    assertThat(cluster.admin().resource(pod).dryRun().create()).isNotNull();
  }

  private static Deployment deployment(ControlPlane cluster) {
    return cluster.admin().apps().deployments().inNamespace(NAMESPACE).withName(NAME).get();
  }

  /** As docs/install.md tells: what a service keeps is still there, and nothing of ours. */
  private static void isUninstalled(ControlPlane cluster) {
    cluster.kubectl("delete", "-k", "deploy/monitoring/");
    for (String kind :
        List.of("goldenservices", "goldenpaths", "goldenpathrevisions", "goldenpathpreviews")) {
      String crd = kind + ".goldenpath.dev";
      cluster.kubectl("annotate", "crd", crd, "goldenpath.dev/confirm-deletion=" + crd);
    }
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
        .doesNotContain(
            "goldenpath",
            "golden-service",
            "golden-developer",
            "golden-platform",
            "golden-component");
  }
}
