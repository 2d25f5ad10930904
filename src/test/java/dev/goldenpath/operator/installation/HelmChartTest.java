package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart brings what kustomize brings, in whatever namespace. */
class HelmChartTest {
  /** Helm alone reads it: with its CRD all objects of a kind would go. */
  private static final String[] KEPT =
      Stream.of("goldenpathpreviews", "goldenpathrevisions", "goldenpaths", "goldenservices")
          .map(
              kind ->
                  "CustomResourceDefinition "
                      + kind
                      + ".goldenpath.dev /metadata/annotations:"
                      + " {\"helm.sh/resource-policy\":\"keep\"}")
          .toArray(String[]::new);

  /** Of deploy/core, for a chart names the version it belongs to. */
  private static final String TAG = "image.tag=\"latest\"";

  private static final String[] ALL = {
    TAG, "namespace.create=true", "monitoring.enabled=true",
  };

  /** What renders every branch of every template. */
  private static final String[] EVERYTHING = {
    "namespace.create=true",
    "monitoring.enabled=true",
    "components.slo=false",
    "goldenPath.overlay={\"spec\":{\"version\":\"1.0.1\"}}",
    "rbac.extraRules=[{\"apiGroups\":[\"a.b\"],\"resources\":[\"c\"],\"verbs\":[\"get\"]}]",
  };

  @Test
  void helm_finds_nothing_to_warn_about() {
    for (String[] settings : new String[][] {{}, EVERYTHING}) {
      String[] lint =
          Stream.concat(
                  Stream.of("lint", "--strict", HelmChart.FOLDER.toString()),
                  Stream.of(settings).flatMap(setting -> Stream.of("--set-json", setting)))
              .toArray(String[]::new);
      ToolResult result = HelmChart.helm().result(lint);
      assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
      assertThat(result.stdout()).doesNotContain("[WARNING]", "[ERROR]");
    }
  }

  @Test
  void with_all_on_it_is_what_kustomize_brings() {
    assertThat(kustomize("deploy").changesTo(HelmChart.render(ALL))).containsExactly(KEPT);
  }

  @Test
  void by_default_it_is_the_core_without_the_namespace() {
    Manifests core = kustomize("deploy/core").without("Namespace " + HelmChart.NAMESPACE);
    assertThat(core.changesTo(HelmChart.render(TAG))).containsExactly(KEPT);
  }

  @Test
  void in_another_namespace_all_is_the_same_for_that_one() {
    String there = HelmChart.rendered("platform-team", ALL);
    Manifests expected =
        Manifests.of(kustomized("deploy").replace(HelmChart.NAMESPACE, "platform-team"));
    assertThat(expected.changesTo(Manifests.of(there))).containsExactly(KEPT);
    assertThat(HelmChart.rendered("platform-team", EVERYTHING))
        .contains("platform-team")
        .doesNotContain(HelmChart.NAMESPACE);
  }

  /** Names are what policies and rights are about: there is one operator in a cluster. */
  @Test
  void the_name_of_the_release_changes_nothing() {
    String other =
        HelmChart.helm()
            .run(
                "template",
                "another",
                HelmChart.FOLDER.toString(),
                "--namespace",
                HelmChart.NAMESPACE);
    assertThat(other).isEqualTo(HelmChart.rendered(HelmChart.NAMESPACE));
  }

  @Test
  void its_versions_are_the_project_s() throws IOException {
    String version =
        Pattern.compile("<artifactId>golden-service-operator</artifactId>\\s*<version>([^<]+)")
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    for (Path folder : List.of(HelmChart.FOLDER, Path.of("helm", "golden-path"))) {
      JsonNode chart = Manifests.tree(Files.readString(folder.resolve("Chart.yaml")));
      assertThat(chart.path("version").asText()).isEqualTo(version);
      assertThat(chart.path("appVersion").asText()).isEqualTo(version);
    }
    assertThat(HelmChart.render().the("Deployment").at("/spec/template/spec/containers/0/image"))
        .hasToString("\"golden-service-operator:" + version + "\"");
  }

  private static Manifests kustomize(String folder) {
    return Manifests.of(kustomized(folder));
  }

  private static String kustomized(String folder) {
    return new Tool(Binaries.installed().controlPlane("kubectl")).run("kustomize", folder);
  }
}
