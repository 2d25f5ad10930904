package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The path document that the chart makes is the built-in one but for what was asked. */
class HelmPathTest {
  private static final String OVERLAY =
      """
      {"metadata": {"name": "acme"},
       "spec": {
         "version": "1.10.0",
         "platform": {
           "teamGroup": "oidc:{team}",
           "ingressNamespaces": ["edge", "on"],
           "monitoringLabels": {"release": "17"}},
         "components": {
           "quota": {"parameters": {
             "cpu": {"tiers": null, "value": "48"},
             "pods": {"tiers": {"gold": "200"}, "maximum": "1000000"}}},
           "dashboard": {"enabled": false, "patchable": []}}}}
      """;

  static Stream<String> optional() {
    return Components.ALL.stream()
        .filter(component -> component != Components.NAMESPACE)
        .map(Component::name);
  }

  @ParameterizedTest
  @MethodSource("optional")
  void a_component_is_off_and_all_else_as_it_was(String component)
      throws InvalidGoldenPathException {
    String document = document("components." + component + "=false");
    JsonNode expected = Manifests.tree(Documents.builtIn());
    ((ObjectNode) expected.at("/spec/components/" + component)).put("enabled", false);
    assertThat(Manifests.tree(document)).isEqualTo(expected);
    assertThat(Documents.read(document).enables(component)).isFalse();
  }

  @Test
  void an_overlay_changes_what_it_names() throws InvalidGoldenPathException {
    String document = document("goldenPath.overlay=" + OVERLAY, "components.slo=false");
    JsonNode expected = Manifests.tree(Documents.builtIn());
    ObjectNode platform = (ObjectNode) expected.at("/spec/platform");
    ObjectNode components = (ObjectNode) expected.at("/spec/components");
    ((ObjectNode) expected.path("metadata")).put("name", "acme");
    ((ObjectNode) expected.path("spec")).put("version", "1.10.0");
    platform.put("teamGroup", "oidc:{team}").putArray("ingressNamespaces").add("edge").add("on");
    platform.putObject("monitoringLabels").put("release", "17");
    ObjectNode cpu = (ObjectNode) components.at("/quota/parameters/cpu");
    cpu.put("value", "48").remove("tiers");
    ObjectNode pods = (ObjectNode) components.at("/quota/parameters/pods");
    pods.put("maximum", "1000000");
    ((ObjectNode) pods.path("tiers")).put("gold", "200");
    ((ObjectNode) components.path("dashboard")).put("enabled", false).putArray("patchable");
    ((ObjectNode) components.path("slo")).put("enabled", false);
    assertThat(Manifests.tree(document)).isEqualTo(expected);
    assertThat(Documents.read(document).version()).isEqualTo("1.10.0");
  }

  /** Helm makes floating-point numbers of all. */
  @Test
  void a_number_without_quotes_is_read_as_it_was_written() throws InvalidGoldenPathException {
    String document =
        document(
            "goldenPath.overlay={\"spec\":{\"components\":{\"quota\":{\"parameters\":{\"pods\":"
                + "{\"maximum\":123456789,\"tiers\":{\"gold\":30000000}}}}}}}");
    assertThat(Documents.read(document).parameters().get("quota.pods").defaultFor(Tier.GOLD))
        .isEqualTo("30000000");
  }

  /** The chart golden-path: what an installation changes is laid over the spec. */
  @Test
  void the_resource_is_the_document_with_the_overlay() {
    JsonNode resource =
        Manifests.of(
                HelmChart.helm()
                    .run(
                        "template",
                        "path",
                        Path.of("helm", "golden-path").toString(),
                        "--set-json",
                        "overlay={\"version\":\"1.10.0\",\"platform\":{\"teamGroup\":\"oidc:{team}\"}}"))
            .byName()
            .get("GoldenPath default");
    ObjectNode expected = (ObjectNode) Manifests.tree(Documents.builtIn());
    ObjectNode spec = (ObjectNode) expected.path("spec");
    spec.put("version", "1.10.0");
    ((ObjectNode) spec.path("platform")).put("teamGroup", "oidc:{team}");
    assertThat(resource.path("spec")).isEqualTo(spec);
    assertThat(resource.at("/metadata/annotations/helm.sh~1resource-policy").asText())
        .as("deleting the release deletes no path")
        .isEqualTo("keep");
  }

  /** CEL cannot read the document, so that the guardrails repeat what they need of it. */
  @Test
  void the_guardrails_follow_an_overlay() {
    assertThat(trusted("goldenPath.overlay=" + OVERLAY))
        .isEqualTo("['edge', 'on', 'monitoring', 'cnpg-system']");
    assertThat(
            trusted(
                "goldenPath.overlay={\"spec\":{\"platform\":{\"teamServiceAccounts\":"
                    + "[\"{team}-gitops/flux\",\"argocd/{service}\",\"{service}/deployer\"]}}}"))
        .isEqualTo("['ingress-nginx', 'monitoring', 'cnpg-system', '[-a-z0-9]+-gitops', 'argocd']");
    assertThat(trusted("components.slo=false"))
        .isEqualTo("['ingress-nginx', 'monitoring', 'cnpg-system']");
    JsonNode claims =
        policy(
            "golden-object-ownership",
            "goldenPath.overlay={\"spec\":{\"platform\":{\"crossplaneClaim\":{\"group\":\"acme.org\",\"plural\":\"databases\"}}}}");
    assertThat(claims.at("/spec/matchConstraints/resourceRules").toString())
        .contains("\"apiGroups\":[\"acme.org\"]", "\"resources\":[\"databases\"]")
        .doesNotContain("database.example.org", "postgresclaims");
  }

  private static String trusted(String... settings) {
    return policy("golden-service-name", settings).at("/spec/variables/0/expression").asText();
  }

  private static JsonNode policy(String name, String... settings) {
    return HelmChart.render(settings).byName().get("ValidatingAdmissionPolicy " + name);
  }

  private static String document(String... settings) {
    return HelmChart.render(settings)
        .byName()
        .get("ConfigMap golden-service-path")
        .at("/data/golden-path.yaml")
        .asText();
  }
}
