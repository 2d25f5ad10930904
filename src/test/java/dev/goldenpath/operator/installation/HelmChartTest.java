package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.path.GoldenPath;
import dev.goldenpath.operator.path.GoldenPathReader;
import dev.goldenpath.operator.path.InvalidPathException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart beside the manifests, and what each of its values does. */
class HelmChartTest {
  private static final String CRD = "CustomResourceDefinition/goldenservices.goldenpath.dev";

  /** The setting, and where it shows: nowhere means that the object is gone. */
  private static final String EFFECTS =
      """
          image.repository=r.example.org/o | Deployment/golden-service-operator | /spec/template/spec/containers/0/image | "r.example.org/o:0.1.0"
          image.tag=1.2.3 | Deployment/golden-service-operator | /spec/template/spec/containers/0/image | "golden-service-operator:1.2.3"
          image.digest=sha256:0123456789012345678901234567890123456789012345678901234567890123 | Deployment/golden-service-operator | /spec/template/spec/containers/0/image | "golden-service-operator@sha256:0123456789012345678901234567890123456789012345678901234567890123"
          image.pullPolicy=Always | Deployment/golden-service-operator | /spec/template/spec/containers/0/imagePullPolicy | "Always"
          imagePullSecrets[0].name=s | Deployment/golden-service-operator | /spec/template/spec/imagePullSecrets | [{"name":"s"}]
          replicas=3 | Deployment/golden-service-operator | /spec/replicas | 3
          replicas=1 | PodDisruptionBudget/golden-service-operator | |
          replicas=1,leaderElection=false | Deployment/golden-service-operator | /spec/template/spec/containers/0/env/0/value | "false"
          log.format=plain | Deployment/golden-service-operator | /spec/template/spec/containers/0/env/1/value | "plain"
          log.level=debug | Deployment/golden-service-operator | /spec/template/spec/containers/0/env/2 | {"name":"LOG_LEVEL","value":"debug"}
          settings.RECONCILE_THREADS=4 | Deployment/golden-service-operator | /spec/template/spec/containers/0/env/2 | {"name":"RECONCILE_THREADS","value":"4"}
          settings.RESYNC_INTERVAL=5m | Deployment/golden-service-operator | /spec/template/spec/containers/0/env/2 | {"name":"RESYNC_INTERVAL","value":"5m"}
          components.slo=false | Deployment/golden-service-operator | /spec/template/spec/containers/0/env/2 | {"name":"GOLDEN_PATH_FILE","value":"/etc/golden-path/golden-path.yaml"}
          components.slo=false | Deployment/golden-service-operator | /spec/template/spec/volumes/1 | {"name":"golden-path","configMap":{"name":"golden-path"}}
          goldenPath.existingConfigMap=ours | Deployment/golden-service-operator | /spec/template/spec/volumes/1 | {"name":"golden-path","configMap":{"name":"ours"}}
          goldenPath.overlay.spec.version=2.0.0 | Deployment/golden-service-operator | /spec/template/spec/volumes/1 | {"name":"golden-path","configMap":{"name":"golden-path"}}
          policies.enabled=false | ValidatingAdmissionPolicy/golden-service-team | |
          monitoring.enabled=true | ServiceMonitor/golden-service-operator | /metadata/namespace | "golden-service-system"
          monitoring.enabled=true,monitoring.labels.release=kps | PrometheusRule/golden-service-operator | /metadata/labels | {"release":"kps"}
          crds.install=false | CustomResourceDefinition/goldenservices.goldenpath.dev | |
          namespace.create=true | Namespace/golden-service-system | /metadata/name | "golden-service-system"
          rbac.extraRules[0].verbs[0]=get | ClusterRole/golden-service-operator-extra | /rules | [{"verbs":["get"]}]
          resources.limits.memory=1Gi | Deployment/golden-service-operator | /spec/template/spec/containers/0/resources/limits/memory | "1Gi"
          nodeSelector.disk=ssd | Deployment/golden-service-operator | /spec/template/spec/nodeSelector | {"disk":"ssd"}
          tolerations[0].key=k | Deployment/golden-service-operator | /spec/template/spec/tolerations | [{"key":"k"}]
          affinity.nodeAffinity.x=y | Deployment/golden-service-operator | /spec/template/spec/affinity/nodeAffinity | {"x":"y"}
          priorityClassName=high | Deployment/golden-service-operator | /spec/template/spec/priorityClassName | "high"
          podLabels.a=b | Deployment/golden-service-operator | /spec/template/metadata/labels/a | "b"
          podAnnotations.a=b | Deployment/golden-service-operator | /spec/template/metadata/annotations | {"a":"b"}
          """;

  @Test
  void it_renders_what_kustomize_does() {
    Map<String, JsonNode> chart =
        Chart.objects(Chart.template(Chart.NAMESPACE, Chart.LIKE_THE_MANIFESTS));
    assertThat(chart.get(CRD).at("/metadata/annotations").toString())
        .isEqualTo("{\"helm.sh/resource-policy\":\"keep\"}");
    ((ObjectNode) chart.get(CRD).get("metadata")).remove("annotations");

    assertThat(chart).isEqualTo(kustomized("deploy/"));
  }

  @Test
  void its_defaults_are_the_core_without_the_namespace() {
    assertThat(Chart.objects(Chart.template(Chart.NAMESPACE)).keySet())
        .containsExactlyInAnyOrderElementsOf(
            kustomized("deploy/core/").keySet().stream()
                .filter(key -> !key.startsWith("Namespace/"))
                .toList());
  }

  @Test
  void another_namespace_reaches_every_object() {
    assertThat(Chart.template("elsewhere", Chart.LIKE_THE_MANIFESTS))
        .contains("system:serviceaccount:elsewhere:golden-service-operator")
        .doesNotContain(Chart.NAMESPACE);
  }

  @Test
  void lint_is_content() {
    assertThat(Chart.helm().run("lint", "--strict", Chart.FOLDER.toString()))
        .contains("1 chart(s) linted, 0 chart(s) failed");
  }

  @Test
  void every_value_is_among_the_effects() throws IOException {
    JsonNode values = tree(Files.readString(Chart.FOLDER.resolve("values.yaml")));
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      if (value.getValue().isEmpty() || value.getKey().equals("resources")) {
        assertThat(EFFECTS).containsPattern("(?m)(^|,)" + value.getKey() + "[.=\\[]");
      } else {
        value
            .getValue()
            .fieldNames()
            .forEachRemaining(
                name -> assertThat(EFFECTS).containsPattern(value.getKey() + "[.]" + name + "\\b"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = EFFECTS)
  void each_value_has_its_effect(String settings, String object, String pointer, String expected)
      throws IOException {
    Map<String, JsonNode> defaults = Chart.objects(Chart.template(Chart.NAMESPACE));
    Map<String, JsonNode> changed =
        Chart.objects(Chart.template(Chart.NAMESPACE, "--set=" + settings));
    JsonNode before = defaults.get(object);
    JsonNode after = changed.get(object);

    if (pointer == null) {
      assertThat(before).isNotNull();
      assertThat(after).isNull();
    } else {
      JsonNode value = new YAMLMapper().readTree(expected);
      assertThat(after.at(pointer)).isEqualTo(value);
      assertThat(before == null ? null : before.at(pointer)).isNotEqualTo(value);
    }
    defaults.forEach(
        (key, unchanged) ->
            assertThat(changed.getOrDefault(key, unchanged).at("/spec/selector"))
                .as("what %s selects, which no upgrade could change", key)
                .isEqualTo(unchanged.at("/spec/selector")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas=0                       | replicas
          replicas=2,leaderElection=false  | replicas
          replica=2                        | replica
          log.level=verbose                | log/level
          settings.RECONCILE_THREADS=1000  | settings/RECONCILE_THREADS
          settings.RESYNC_INTERVAL=often   | settings/RESYNC_INTERVAL
          settings.PORT=1                  | PORT
          components.namespace=false       | namespace
          components.dashbord=false        | dashbord
          components.dashboard=off         | components/dashboard
          image.digest=latest              | image/digest
          image.pullPolicy=Sometimes       | image/pullPolicy
          goldenPath.overlay.spce.version=2 | spce
          policies.enabled=maybe           | policies/enabled
          goldenPath.existingConfigMap=x,components.slo=false | goldenPath.existingConfigMap: a whole document of your own
          """)
  void a_bad_value_is_named(String settings, String name) {
    ToolResult result = Chart.attempt("--set=" + settings);

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.stderr().replace("'/", "'").replace('.', '/'))
        .contains(name.replace('.', '/'));
  }

  @Test
  void an_overlay_changes_what_it_names_and_the_version() throws Exception {
    String shipped = Files.readString(Path.of("src/main/resources/golden-path.yaml"));
    String rendered =
        document(
            "--set=components.dashboard=false",
            "--set=goldenPath.overlay.spec.platform.monitoringLabels.release=kps",
            "--set-string=goldenPath.overlay.spec.components.quota.parameters.pods.tiers.gold=150");
    GoldenPath path = read(rendered);

    assertThat(path.version()).matches("1\\.0\\.0-[0-9a-f]{8}");
    assertThat(path.enables("dashboard")).isFalse();
    assertThat(tree(rendered))
        .isEqualTo(
            tree(
                shipped
                    .replace("version: 1.0.0", "version: " + path.version())
                    .replace("monitoringLabels: {}", "monitoringLabels: { release: kps }")
                    .replace("gold: \"100\"", "gold: \"150\"")
                    .replace(
                        "dashboard:\n      enabled: true", "dashboard:\n      enabled: false")));
    assertThat(read(document("--set=components.slo=false")).version()).isNotEqualTo(path.version());
    assertThat(read(document("--set=goldenPath.overlay.spec.version=2.0.0")).version())
        .isEqualTo("2.0.0");
  }

  private static String document(String... settings) {
    return Chart.objects(Chart.template(Chart.NAMESPACE, settings))
        .get("ConfigMap/golden-path")
        .at("/data/golden-path.yaml")
        .asText();
  }

  private static GoldenPath read(String document) throws InvalidPathException {
    return new GoldenPathReader(Components.parameters()).read("the ConfigMap", document);
  }

  private static JsonNode tree(String yaml) throws IOException {
    return new YAMLMapper().readTree(yaml);
  }

  private static Map<String, JsonNode> kustomized(String folder) {
    return Chart.objects(
        new Tool(Binaries.installed().controlPlane("kubectl")).run("kustomize", folder));
  }
}
