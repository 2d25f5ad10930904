package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden path as a resource: from a document that is applied to every service. */
class GoldenPathIT extends WithOperator {
  private static final Path DOCUMENT = Path.of("deploy", "path", "golden-path.yaml");

  @TempDir private static Path folder;

  @BeforeEach
  void applyTheDocumentOfTheProduct() {
    apply(UnaryOperator.identity());
    controlPlane.kubectl("wait", "gpath/default", "--for=condition=Accepted", "--timeout=30s");
  }

  @AfterEach
  void deleteEverything() {
    services.forgetAll();
    controlPlane.kubectl(
        "annotate", "gpath/default", "goldenpath.dev/confirm-deletion=default", "--overwrite");
    controlPlane.kubectl("delete", "gpath/default");
    operator.close();
    operator = RunningOperator.start(controlPlane.operator());
    await()
        .untilAsserted(
            () -> {
              controlPlane.kubectlResult("delete", "gpr", "--all");
              assertThat(controlPlane.kubectl("get", "gpr", "-o", "name")).isEmpty();
            });
  }

  @Test
  void a_new_version_is_kept_as_a_revision_and_reaches_every_service(FreshName name) {
    services.createReady(name.value(), "bronze");
    assertThat(pods(name)).isEqualTo("20");

    apply(version("1.1.0", text -> text.replace("bronze: \"20\"", "bronze: \"25\"")));

    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("25"));
    await().untilAsserted(() -> assertThat(versionOf(name)).isEqualTo("1.1.0"));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        path(
                            "{.status.counts.onTarget}/{.status.counts.services} {.status.target}"))
                    .isEqualTo("1/1 1.1.0"));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        controlPlane.kubectl(
                            "get",
                            "gpr",
                            "-o",
                            "jsonpath={range .items[*]}{.metadata.name}={.status.services} {end}"))
                    .isEqualTo("default-1.0.0=0 default-1.1.0=1 "));
    assertThat(path("{.status.conditions[?(@.type=='Ready')].reason}")).isEqualTo("UpToDate");
  }

  @Test
  void going_back_is_the_old_revision(FreshName name) {
    services.createReady(name.value(), "bronze");
    String uid = revision("1.0.0", "{.metadata.uid}");
    apply(version("1.1.0", text -> text.replace("bronze: \"20\"", "bronze: \"25\"")));
    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("25"));

    apply(UnaryOperator.identity());

    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("20"));
    assertThat(revision("1.0.0", "{.metadata.uid}")).isEqualTo(uid);
  }

  @Test
  void an_invalid_document_is_named_and_moves_nobody(FreshName name) {
    services.createReady(name.value(), "bronze");

    apply(
        version(
            "1.1.0",
            text ->
                text.replace("bronze: \"20\"", "bronze: \"many\"")
                    .replace("{ bronze: 5Gi", "{ bronze: 50Gi")));

    await()
        .untilAsserted(
            () ->
                assertThat(path("{.status.conditions[?(@.type=='Accepted')].message}"))
                    .contains(
                        "spec.components.quota.parameters.pods.tiers.bronze: \"many\" must be"));
    assertThat(path("{.status.conditions[?(@.type=='Ready')].status}")).isEqualTo("False");
    assertThat(path("{.status.conditions[?(@.type=='Stalled')].reason}")).isEqualTo("Invalid");
    assertThat(path("{.status.target}")).isEqualTo("1.0.0");
    long passes = operator.passes();
    services.annotate(name.value(), "goldenpath.dev/touched", "1");
    await().until(() -> operator.passes() > passes);
    assertThat(versionOf(name)).isEqualTo("1.0.0");
    assertThat(revisions()).containsExactly("default-1.0.0");

    apply(version("1.1.1", text -> text.replace("bronze: \"20\"", "bronze: \"30\"")));
    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("30"));
    assertThat(path("{.status.conditions[?(@.type=='Stalled')].reason}")).isEmpty();
  }

  @Test
  void content_never_changes_under_a_version() {
    ToolResult now = applied(text -> text.replace("bronze: \"20\"", "bronze: \"25\""));
    assertThat(now.exitCode()).isNotZero();
    assertThat(now.stderr()).contains("version: \"1.0.0\" names what was applied before");

    apply(version("1.1.0", UnaryOperator.identity()));
    await().untilAsserted(() -> assertThat(path("{.status.target}")).isEqualTo("1.1.0"));
    apply(text -> text.replace("bronze: \"20\"", "bronze: \"25\""));
    await()
        .untilAsserted(
            () ->
                assertThat(path("{.status.conditions[?(@.type=='Accepted')].reason}"))
                    .isEqualTo("VersionReused"));
    assertThat(path("{.status.target}")).isEqualTo("1.1.0");
  }

  @Test
  void without_the_resource_services_keep_what_they_have_and_a_restart_changes_nothing(
      FreshName name) {
    apply(version("1.1.0", text -> text.replace("bronze: \"20\"", "bronze: \"25\"")));
    await().untilAsserted(() -> assertThat(path("{.status.target}")).isEqualTo("1.1.0"));
    services.createReady(name.value(), "bronze");
    operator.awaitIdle();
    Map<String, String> before = services.versions(name.value());

    assertThat(controlPlane.kubectlResult("delete", "gpath/default").stderr())
        .contains("confirm the deletion with the annotation");
    controlPlane.kubectl("annotate", "gpath/default", "goldenpath.dev/confirm-deletion=default");
    controlPlane.kubectl("delete", "gpath/default");
    operator.close();
    operator = RunningOperator.start(controlPlane.operator());
    long passes = operator.passes();
    services.annotate(name.value(), "goldenpath.dev/touched", "1");
    await().until(() -> operator.passes() > passes);

    assertThat(pods(name)).isEqualTo("25");
    assertThat(services.versions(name.value())).isEqualTo(before);
    assertThat(controlPlane.kubectlResult("delete", "gpr/default-1.1.0").stderr())
        .contains("status.services: 1 services have this revision");
    apply(version("1.1.0", text -> text.replace("bronze: \"20\"", "bronze: \"25\"")));
    await().untilAsserted(() -> assertThat(path("{.status.target}")).isEqualTo("1.1.0"));
  }

  @Test
  void a_restart_writes_nothing(FreshName name) {
    services.createReady(name.value(), "bronze");
    await().untilAsserted(() -> assertThat(path("{.status.counts.onTarget}")).isEqualTo("1"));
    await().untilAsserted(() -> assertThat(revision("1.0.0", "{.status.services}")).isEqualTo("1"));
    operator.awaitIdle();
    List<String> before = versions();

    operator.close();
    operator = RunningOperator.start(controlPlane.operator());
    operator.awaitIdle();

    assertThat(versions()).isEqualTo(before);
  }

  private List<String> versions() {
    return List.of(
        path("{.metadata.resourceVersion}"), revision("1.0.0", "{.metadata.resourceVersion}"));
  }

  @Test
  void unused_revisions_are_collected_beyond_the_limit(FreshName name) {
    services.createReady(name.value(), "bronze");
    for (String each : List.of("1.1.0", "1.2.0", "1.3.0")) {
      apply(
          version(
              each,
              text ->
                  text.replace("  version: 1.0.0", "  version: 1.0.0\n  revisionHistoryLimit: 1")));
      await().untilAsserted(() -> assertThat(versionOf(name)).isEqualTo(each));
      await().untilAsserted(() -> assertThat(path("{.status.current}")).isEqualTo(each));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(revisions())
                    .as("one, beside the last good one and the present one")
                    .containsExactly("default-1.1.0", "default-1.2.0", "default-1.3.0"));
  }

  @Test
  void a_revision_cannot_be_invented_nor_edited() {
    assertThat(
            result(
                """
                apiVersion: goldenpath.dev/v1alpha1
                kind: GoldenPathRevision
                metadata: { name: default-6.6.6 }
                spec: { version: 6.6.6, platform: { developerRole: cluster-admin } }
                """))
        .contains("a revision is a copy of the GoldenPath, which has the version 1.0.0");
    assertThat(
            controlPlane
                .kubectlResult(
                    "patch",
                    "gpr/default-1.0.0",
                    "--type=merge",
                    "-p",
                    "{\"spec\":{\"platform\":{\"developerRole\":\"cluster-admin\"}}}")
                .stderr())
        .contains("spec: a revision never changes");
  }

  @Test
  void the_namespaces_that_the_path_names_are_reserved(FreshName name) {
    apply(
        version(
            "1.1.0",
            text ->
                text.replace("[ingress-nginx]", "[edge]")
                    .replace(
                        "teamServiceAccounts: []",
                        "teamServiceAccounts: [\"{team}-gitops/flux\"]")));
    for (String reserved : List.of("edge", name.value() + "-gitops")) {
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          tried(
                              """
                              apiVersion: goldenpath.dev/v1alpha1
                              kind: GoldenService
                              metadata: { name: %s }
                              spec: { team: payments, tier: bronze }
                              """
                                  .formatted(reserved)))
                      .contains("is reserved: the GoldenPath names the namespace"));
    }
  }

  /** In an older installation, or if somebody deletes them. */
  @Test
  void crds_that_are_missing_at_the_start_are_found_when_they_come(FreshName name) {
    services.createReady(name.value(), "bronze");
    operator.awaitIdle();
    operator.close();
    List<String> crds = List.of("goldenpaths.goldenpath.dev", "goldenpathrevisions.goldenpath.dev");
    crds.forEach(
        crd -> {
          controlPlane.kubectl("annotate", "crd", crd, "goldenpath.dev/confirm-deletion=" + crd);
          controlPlane.kubectl("delete", "crd", crd);
        });
    operator = RunningOperator.start(controlPlane.operator());
    operator.awaitIdle();
    assertThat(pods(name)).isEqualTo("20");

    new Installation(controlPlane.admin()).installOurCrds();
    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                apply(version("1.1.0", text -> text.replace("bronze: \"20\"", "bronze: \"25\""))));
    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("25"));
  }

  private static UnaryOperator<String> version(String version, UnaryOperator<String> change) {
    return text -> change.apply(text).replace("1.0.0", version);
  }

  private void apply(UnaryOperator<String> change) {
    ToolResult result = applied(change);
    assertThat(result.exitCode()).as(result.stderr()).isZero();
  }

  private ToolResult applied(UnaryOperator<String> change) {
    try {
      return applyText(change.apply(expedited(Files.readString(DOCUMENT))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waves have a test of their own. */
  private static String expedited(String document) {
    return document
        .replace(
            "  name: default\n",
            "  name: default\n  annotations: { goldenpath.dev/expedite: 1.0.0 }\n")
        .replace("  version: 1.0.0\n", "  version: 1.0.0\n  rollout: { minReady: 1s }\n");
  }

  private String result(String text) {
    return applyText(text).stderr();
  }

  private String tried(String text) {
    return applyText(text, "--dry-run=server").stderr();
  }

  private ToolResult applyText(String text, String... options) {
    try {
      Path file = folder.resolve("applied.yaml");
      Files.writeString(file, text);
      return controlPlane.kubectlResult(
          Stream.concat(Stream.of("apply", "-f", file.toString()), Stream.of(options))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path(String jsonPath) {
    return controlPlane.kubectl("get", "gpath/default", "-o", "jsonpath=" + jsonPath);
  }

  private String revision(String version, String jsonPath) {
    return controlPlane.kubectl("get", "gpr/default-" + version, "-o", "jsonpath=" + jsonPath);
  }

  private List<String> revisions() {
    return controlPlane
        .kubectl("get", "gpr", "-o", "jsonpath={.items[*].metadata.name}")
        .lines()
        .flatMap(line -> List.of(line.split(" ")).stream())
        .sorted()
        .toList();
  }

  private String versionOf(FreshName name) {
    return services.get(name.value()).getStatus().path().version();
  }

  private String pods(FreshName name) {
    return controlPlane.kubectl(
        "get",
        "resourcequota",
        "golden-quota",
        "-n",
        name.value(),
        "-o",
        "jsonpath={.spec.hard.pods}");
  }
}
