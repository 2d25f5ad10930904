package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.status.GitOpsPathStates;
import dev.goldenpath.operator.status.GitOpsStates;
import dev.goldenpath.operator.status.StallPolicy;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What GitOps tools make of a GoldenService and of the GoldenPath: the tables of the page are the
 * expectation, the library that Flux waits with and the Lua VM of Argo CD give the answer.
 */
class GitOpsHealthTest {
  private static final Path ARGOCD = Path.of("deploy", "argocd");
  private static final Path SCRIPT = ARGOCD.resolve("health.lua");
  private static final Path PATH_SCRIPT = ARGOCD.resolve("goldenpath-health.lua");
  private static final Path KUSTOMIZATION = Path.of("deploy", "flux", "kustomization.yaml");
  private static final String KEY = "resource.customizations.health.goldenpath.dev_";

  @TempDir private static Path folder;
  private static Map<String, GoldenService> states;
  private static Map<String, GoldenPathResource> paths;
  private static Tool tool;

  @BeforeAll
  static void prepare() {
    states = GitOpsStates.all();
    paths = GitOpsPathStates.all();
    tool = new Tool(Binaries.installed().gitopsHealth());
  }

  @ParameterizedTest
  @MethodSource("dev.goldenpath.operator.GitOpsRow#all")
  void a_state_looks_as_the_page_says(GitOpsRow row) throws IOException {
    assertThat(states).containsKey(row.state());
    JsonNode said = ask(SCRIPT, Serialization.asJson(states.get(row.state())));
    check(said.path("kstatus"), row.kstatus());
    check(said.path("argo"), row.argo());
  }

  @ParameterizedTest
  @MethodSource("dev.goldenpath.operator.GitOpsRow#ofPath")
  void a_state_of_the_path_looks_as_the_page_says(GitOpsRow row) throws IOException {
    assertThat(paths).containsKey(row.state());
    JsonNode said = ask(PATH_SCRIPT, Serialization.asJson(paths.get(row.state())));
    check(said.path("kstatus"), row.kstatus());
    check(said.path("argo"), row.argo());
  }

  @Test
  void the_page_has_every_state() throws IOException {
    assertThat(GitOpsRow.all())
        .extracting(GitOpsRow::state)
        .containsExactlyElementsOf(states.keySet());
    assertThat(GitOpsRow.ofPath())
        .extracting(GitOpsRow::state)
        .containsExactlyElementsOf(paths.keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"conditions\": null}",
        "{\"observedGeneration\": 1, \"conditions\": null}",
        "{\"observedGeneration\": 1, \"conditions\": [{}]}",
        "{\"observedGeneration\": 1, \"conditions\": [{\"type\": \"Ready\"}]}",
        "{\"observedGeneration\": 1, \"conditions\": [{\"type\": \"Stalled\", \"status\": null}]}"
      })
  void half_a_status_is_progressing_and_no_error_of_the_script(String status) throws IOException {
    for (Path script : List.of(SCRIPT, PATH_SCRIPT)) {
      JsonNode said = ask(script, object(status));
      assertThat(said.at("/argo/status").asText()).as(said.toString()).isEqualTo("Progressing");
    }
  }

  private static String object(String status) {
    return """
        {"apiVersion": "goldenpath.dev/v1alpha1", "kind": "GoldenService",
         "metadata": {"name": "shop", "generation": 1}, "status": %s}
        """
        .formatted(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Stalled", "Paused"})
  void a_condition_without_a_message_is_no_error_of_the_script(String type) throws IOException {
    String status =
        "{\"observedGeneration\": 1, \"conditions\": [{\"type\": \"%s\", \"status\": \"True\"}]}"
            .formatted(type);
    assertThat(ask(SCRIPT, object(status)).at("/argo/status").asText())
        .isIn("Degraded", "Suspended");
    assertThat(ask(PATH_SCRIPT, object(status)).at("/argo/status").asText())
        .isIn("Degraded", "Progressing");
  }

  @Test
  void the_config_map_holds_the_scripts_and_nothing_else() throws IOException {
    ConfigMap patch =
        Serialization.unmarshal(
            Files.readString(ARGOCD.resolve("argocd-cm.yaml")), ConfigMap.class);
    assertThat(patch.getMetadata().getName()).isEqualTo("argocd-cm");
    assertThat(patch.getData())
        .containsExactly(
            Map.entry(KEY + "GoldenService", Files.readString(SCRIPT)),
            Map.entry(KEY + "GoldenPath", Files.readString(PATH_SCRIPT)));
  }

  @Test
  void the_keys_of_the_config_map_name_our_resources() {
    assertThat(KEY).endsWith("." + GoldenService.GROUP + "_");
    assertThat(new GoldenService().getKind()).isEqualTo("GoldenService");
    assertThat(new GoldenPathResource().getKind()).isEqualTo("GoldenPath");
  }

  @Test
  void flux_waits_for_a_golden_service_for_longer_than_the_operator_has_patience()
      throws IOException {
    GenericKubernetesResource kustomization =
        Serialization.unmarshal(Files.readString(KUSTOMIZATION), GenericKubernetesResource.class);
    assertThat(Duration.parse("PT" + kustomization.get("spec", "timeout")))
        .isGreaterThan(StallPolicy.STALLED_AFTER.multipliedBy(2));
    assertThat(kustomization.<Boolean>get("spec", "wait")).isTrue();
  }

  private static void check(JsonNode said, String expected) {
    String[] words = Stream.of(expected.split(":", 2)).map(String::strip).toArray(String[]::new);
    assertThat(said.path("status").asText()).as(said.toString()).isEqualTo(words[0]);
    if (words.length > 1) {
      assertThat(said.path("message").asText()).contains(words[1]);
    }
  }

  private static JsonNode ask(Path script, String object) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "shop", ".json"), object);
    return new ObjectMapper().readTree(tool.run("-lua", script.toString(), file.toString()));
  }
}
