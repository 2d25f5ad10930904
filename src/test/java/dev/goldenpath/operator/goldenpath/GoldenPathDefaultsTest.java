package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goldenpath.operator.api.Tier;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that say only what differs. */
class GoldenPathDefaultsTest {
  private static final GoldenPath BUILT_IN = Documents.readBuiltIn();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform: {}",
        "components: {}",
        "components: { quota: {} }",
        "components: { quota: { parameters: {} } }",
        "components: { quota: { parameters: { pods: {}, cpu: { tiers: {} } } } }",
        "platform: { crossplaneClaim: {} }"
      })
  void what_is_left_out_is_as_in_the_built_in_document(String content) throws Exception {
    GoldenPath path = read(content);
    assertThat(path.name()).isEqualTo("acme");
    assertThat(path.version()).isEqualTo("7.0.0");
    assertThat(path.spec().platform()).isEqualTo(BUILT_IN.spec().platform());
    assertThat(path.spec().components()).isEqualTo(BUILT_IN.spec().components());
  }

  @Test
  void one_tier_of_one_parameter_is_all_that_need_be_written() throws Exception {
    GoldenPath path =
        read("components: { quota: { parameters: { pods: { tiers: { bronze: 30 } } } } }");
    Parameter pods = path.parameters().get("quota.pods");
    Map<Tier, String> expected = new EnumMap<>(BUILT_IN.parameters().get("quota.pods").tiers());
    expected.put(Tier.BRONZE, "30");
    assertThat(pods.tiers()).isEqualTo(expected);
    assertThat(pods.maximum()).isEqualTo("1000");
    assertThat(pods.description()).isEqualTo("The number of pods.");
    assertThat(without(path.parameters(), "quota.pods"))
        .isEqualTo(without(BUILT_IN.parameters(), "quota.pods"));
  }

  @Test
  void a_value_replaces_our_tiers_and_tiers_our_value() throws Exception {
    GoldenPath path =
        read(
            """
            components:
              quota: { parameters: { pods: { value: "30" } } }
              postgres: { parameters: { version: { tiers: { gold: "16" } } } }
            """);
    assertThat(path.defaults(Tier.GOLD)).containsEntry("quota.pods", "30");
    assertThat(path.parameters().get("quota.pods").tiers()).isNull();
    assertThat(path.parameters().get("postgres.version").value()).isNull();
    assertThat(path.defaults(Tier.GOLD)).containsEntry("postgres.version", "16");
    assertThat(path.defaults(Tier.SILVER)).containsEntry("postgres.version", "17");
  }

  @Test
  void what_stays_in_force_is_still_checked() {
    assertThatThrownBy(
            () -> read("components: { quota: { parameters: { pods: { value: \"2000\" } } } }"))
        .hasMessageContaining("quota.parameters.pods.value: \"2000\" must be at most 1000");
    assertThatThrownBy(
            () -> read("components: { quota: { parameters: { storage: { value: 4Gi } } } }"))
        .hasMessageContaining("exceeds the storage quota of 4Gi");
  }

  /** Documents from before they could be short say all that they mean: no bound is no bound. */
  @Test
  void a_parameter_with_a_type_has_the_bounds_that_it_names() throws Exception {
    GoldenPath path =
        read(
            """
            components:
              quota: { parameters: { pods: { type: integer, value: "2000" } } }
              network: { parameters: { ingress: { type: choice, value: open } } }
            """);
    Parameter pods = path.parameters().get("quota.pods");
    assertThat(pods.maximum()).isNull();
    assertThat(pods.description()).isEqualTo("The number of pods.");
    assertThat(path.parameters().get("network.ingress").choices())
        .containsExactly("closed", "open");
    assertThat(path.parameters().get("network.ingress").unsafe()).isNull();
  }

  @Test
  void of_another_type_only_the_description_fits() throws Exception {
    String window = "components: { slo: { parameters: { window: { type: duration%s } } } }";
    assertThatThrownBy(() -> read(window.formatted("")))
        .hasMessageContaining("slo.parameters.window: needs either value or tiers");
    Parameter parameter = read(window.formatted(", value: 30d")).parameters().get("slo.window");
    assertThat(parameter.choices()).isNull();
    assertThat(parameter.description())
        .isEqualTo(BUILT_IN.parameters().get("slo.window").description());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"closed, open | open", "closed, ajar | ''", "closed, ajar, open | open"})
  void what_is_unsafe_stays_so_among_other_choices(String choices, String unsafe) throws Exception {
    Parameter ingress =
        read("components: { network: { parameters: { ingress: { choices: [" + choices + "] } } } }")
            .parameters()
            .get("network.ingress");
    assertThat(String.join(",", ingress.unsafe())).isEqualTo(unsafe);
  }

  @Test
  void what_may_be_patched_is_as_built_in_unless_it_is_said() throws Exception {
    assertThat(patchable("quota: {}"))
        .isEqualTo(BUILT_IN.spec().components().get("quota").patchable())
        .isNotEmpty();
    assertThat(patchable("quota: { enabled: true }"))
        .as("as in documents from before: an upgrade must not widen rights")
        .isEmpty();
    assertThat(patchable("quota: { patchable: [] }")).isEmpty();
    assertThat(patchable("quota: { patchable: [/spec/hard/x] }")).containsExactly("/spec/hard/x");
  }

  private static List<String> patchable(String component) throws InvalidGoldenPathException {
    return read("components: { " + component + " }").spec().components().get("quota").patchable();
  }

  @Test
  void a_component_that_is_switched_off_need_say_no_more() throws Exception {
    GoldenPath path = read("components: { dashboard: { enabled: false } }");
    assertThat(path.enables("dashboard")).isFalse();
    assertThat(path.enables("slo")).isTrue();
  }

  /** With ours among them, a claim would get fields that its API does not have. */
  @Test
  void lists_and_maps_of_the_platform_are_the_document_s_own() throws Exception {
    Platform platform =
        read("""
                platform:
                  ingressNamespaces: [edge]
                  dashboardLabels: { grafana: "yes" }
                  crossplaneClaim: { kind: Database, fields: { postgres.storage: spec.size } }
                """)
            .spec()
            .platform();
    assertThat(platform.ingressNamespaces()).containsExactly("edge");
    assertThat(platform.monitoringNamespaces()).containsExactly("monitoring");
    assertThat(platform.dashboardLabels()).isEqualTo(Map.of("grafana", "yes"));
    assertThat(platform.crossplaneClaim())
        .isEqualTo(
            new Platform.Claim(
                "database.example.org",
                "v1alpha1",
                "Database",
                "postgresclaims",
                Map.of("postgres.storage", "spec.size")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "platform: 5                                            | spec.platform: must be an object",
        "platform: { crossplaneClaim: [] }                      | crossplaneClaim: must be an object",
        "components: [quota]                                    | spec.components: must be an object",
        "components: { quota: on }                              | components.quota: must be an object",
        "components: { quota: { parameters: [pods] } }          | quota.parameters: must be an object",
        "components: { quota: { parameters: { pods: 3 } } }     | parameters.pods: must be an object",
        "components: { quota: { parameters: { pods: { tiers: x } } } } | pods.tiers: must be an object",
        "components: { network: { parameters: { ingress: { choices: x } } } } | ingress.choices: must be a list",
        "components: { quota: }                                 | components.quota: is empty",
      })
  void a_wrong_shape_is_an_error_and_not_completed(String content, String problem) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(InvalidGoldenPathException.class)
        .hasMessageContaining(problem);
  }

  private static Map<String, Parameter> without(Map<String, Parameter> all, String name) {
    all.remove(name);
    return all;
  }

  private static GoldenPath read(String content) throws InvalidGoldenPathException {
    return Documents.read(
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenPath
        metadata: { name: acme }
        spec:
          version: 7.0.0
        %s"""
            .formatted(content.indent(2)));
  }
}
