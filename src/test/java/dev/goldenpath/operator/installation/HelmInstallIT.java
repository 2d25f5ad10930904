package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.tryout.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The life of a release, in another namespace than the usual, on a control plane of its own: the
 * shared one has our manifests already. It runs beside other classes; the lock keeps its methods,
 * which share that control plane, one after another.
 */
@ResourceLock("release")
class HelmInstallIT {
  private static final String NAMESPACE = "platform-team";
  private static final String CRD = "goldenservices.goldenpath.dev";
  private static final String PATHS = "goldenpaths.goldenpath.dev";
  private static final String REVISIONS = "goldenpathrevisions.goldenpath.dev";
  private static final String PREVIEWS = "goldenpathpreviews.goldenpath.dev";
  private static final String CHART = HelmChart.FOLDER.toString();
  private static final Path EXAMPLES = Path.of("deploy", "examples");
  private static final Path LOGS =
      Path.of("target", "controlplane", ProcessHandle.current().pid() + "-release");

  private static ControlPlane cluster;
  private static HelmRelease release;

  @BeforeAll
  static void start() {
    cluster = ControlPlane.start(LOGS);
    release = new HelmRelease(cluster, NAMESPACE);
    Installation platform = new Installation(cluster.admin());
    platform.installDatabaseApi();
    platform.installMonitoringApis();
    platform.createNamespaces(Documents.readBuiltIn().spec().platform().namespaces());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /**
   * As docs/helm.md says. A busy API server may not notice the end of a deletion of CRDs that were
   * written a moment ago until it is asked again.
   */
  @AfterEach
  void uninstall() {
    cluster.kubectl("delete", "gsvc", "--all");
    release.helm("uninstall", "golden", "--ignore-not-found");
    for (String crd : List.of(CRD, PATHS, REVISIONS, PREVIEWS)) {
      cluster.kubectl("annotate", "crd", crd, Annotations.CONFIRM_DELETION + "=" + crd);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(
                        cluster.kubectlResult(
                            "delete",
                            "crd",
                            CRD,
                            PATHS,
                            REVISIONS,
                            PREVIEWS,
                            "--ignore-not-found",
                            "--timeout=5s"))
                    .returns(0, ToolResult::exitCode));
    assertThat(release.objects()).isEmpty();
  }

  @Test
  void an_upgrade_brings_the_new_crd_and_going_back_need_not_take_it(@TempDir Path folder)
      throws IOException {
    String older = HelmChart.withoutStatusPath(folder);
    release.helm("install", "golden", older, "--create-namespace");
    cluster.kubectl("apply", "-f", example("gold.yaml"));
    String service = uid("gsvc/checkout");
    assertThat(pathInCrd()).isEmpty();

    release.helm("upgrade", "golden", CHART);
    assertThat(pathInCrd()).isNotEmpty();
    release.helm("rollback", "golden", "1");
    assertThat(pathInCrd()).isEmpty();
    release.helm("upgrade", "golden", CHART);
    release.helm("upgrade", "golden", older, "--set=crds.install=false");
    assertThat(pathInCrd()).isNotEmpty();
    assertThat(uid("gsvc/checkout")).isEqualTo(service);
  }

  @Test
  void an_upgrade_without_a_change_changes_no_object() {
    release.helm("install", "golden", CHART, "--create-namespace", "--set=monitoring.enabled=true");
    List<String> before = release.versions();
    assertThat(before).hasSizeGreaterThan(30);
    release.helm("upgrade", "golden", CHART, "--reset-then-reuse-values");
    assertThat(release.helm("history", "golden")).contains("Upgrade complete");
    assertThat(release.versions()).isEqualTo(before);
  }

  /** Without guardrails, one of which would keep the CRD, too. */
  @Test
  void the_crd_and_the_services_survive_the_release() {
    String unguarded = "--set=policies.enabled=false";
    release.helm("install", "golden", CHART, "--create-namespace", unguarded);
    cluster.kubectl("apply", "-f", example("gold.yaml"));
    List<String> kept = List.of(uid("crd/" + CRD), uid("gsvc/checkout"));

    release.helm("upgrade", "golden", CHART, unguarded, "--set=crds.install=false");
    release.helm("upgrade", "golden", CHART, unguarded);
    release.helm("uninstall", "golden");
    assertThat(release.objects())
        .containsExactlyInAnyOrder(
            "CustomResourceDefinition " + CRD,
            "CustomResourceDefinition " + PATHS,
            "CustomResourceDefinition " + REVISIONS,
            "CustomResourceDefinition " + PREVIEWS);
    assertThat(List.of(uid("crd/" + CRD), uid("gsvc/checkout"))).isEqualTo(kept);

    release.helm("install", "golden", CHART, unguarded);
    release.helm("uninstall", "golden");
    ToolResult other = release.helmResult("install", "silver", CHART);
    assertThat(other.stderr()).contains(".goldenpath.dev", "invalid ownership metadata");
    release.helm("install", "silver", CHART, "--take-ownership", unguarded);
    release.helm("uninstall", "silver");
    assertThat(List.of(uid("crd/" + CRD), uid("gsvc/checkout"))).isEqualTo(kept);
  }

  @Test
  void the_operator_of_a_release_serves_what_its_notes_say(@TempDir Path folder)
      throws IOException {
    String notes =
        release.helm(
            "install",
            "golden",
            CHART,
            "--create-namespace",
            "--set=components.dashboard=false,goldenPath.overlay.spec.version=1.0.1");
    cluster.kubectl("apply", "-f", example("team.yaml"));
    try (OperatorProcess operator = new Replica(cluster, NAMESPACE).start(LOGS, "replica-1");
        PlayedDatabase database = new PlayedDatabase(cluster.admin()).answerAtOnce()) {
      Matcher first =
          Pattern.compile("(?s)\nkubectl apply -f - <<EOF\n(.*?)\nEOF\nkubectl (wait \\S+ \\S+)")
              .matcher(notes);
      assertThat(first.find()).as(notes).isTrue();
      Path service = Files.writeString(folder.resolve("service.yaml"), first.group(1));
      cluster.kubectl("apply", "-f", service.toString());
      cluster.kubectl(first.group(2).split(" "));
      assertThat(get("gsvc/checkout", "{.status.path.version}")).isEqualTo("1.0.1");
      assertThat(cluster.kubectl("get", "configmap", "-n", "checkout", "-o", "name"))
          .doesNotContain("dashboard");
      assertThat(cluster.kubectlResult("create", "-f", serviceNamed(NAMESPACE, folder)).stderr())
          .contains("\"" + NAMESPACE + "\" is reserved");
      cluster.kubectl("delete", "gsvc", "--all", "--timeout=60s");
      assertThat(operator.complaints()).isEmpty();
    }
  }

  @Test
  void the_notes_say_what_is_off() {
    release.helm("install", "golden", CHART, "--create-namespace");
    assertThat(release.helm("upgrade", "golden", CHART, "--dry-run=server"))
        .contains("image.repository does not name your registry", "monitoring.enabled=true")
        .doesNotContain("policies.enabled", "Off for every service", "The CRDs are not part");
    String others =
        "image.repository=a.b/c,monitoring.enabled=true,policies.enabled=false,crds.install=false,"
            + "components.slo=false,components.access=false";
    assertThat(release.helm("upgrade", "golden", CHART, "--dry-run=server", "--set=" + others))
        .contains(
            "policies.enabled=true", "Off for every service: access, slo.", "The CRDs are not")
        .doesNotContain("does not name your registry", "Failures of the operator");
  }

  private static String serviceNamed(String name, Path folder) throws IOException {
    String gold = Files.readString(EXAMPLES.resolve("gold.yaml"));
    return Files.writeString(folder.resolve("named.yaml"), gold.replace("checkout", name))
        .toString();
  }

  private static String example(String file) {
    return EXAMPLES.resolve(file).toString();
  }

  private static String pathInCrd() {
    return get(
        "crd/" + CRD,
        "{.spec.versions[0].schema.openAPIV3Schema.properties.status.properties.path}");
  }

  private static String uid(String object) {
    return get(object, "{.metadata.uid}");
  }

  private static String get(String object, String field) {
    return cluster.kubectl("get", object, "-o", "jsonpath=" + field);
  }
}
