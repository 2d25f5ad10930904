package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.component.Components;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionContentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static RevisionContent content(String json) {
    try {
      return RevisionContent.of(JSON.readValue(json.replace('\'', '"'), Object.class));
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void it_is_version_platform_and_components_and_nothing_else() {
    RevisionContent content =
        content("{'version':'1.1.0','platform':{'a':1},'rollout':{},'revisionHistoryLimit':3}");
    assertThat(content.name()).isEqualTo("default-1.1.0");
    assertThat(content.fields()).isEqualTo(Map.of("version", "1.1.0", "platform", Map.of("a", 1)));
  }

  @Test
  void the_order_of_fields_is_no_difference_and_a_value_is() {
    RevisionContent one = content("{'version':'1.0.0','platform':{'a':'1','b':['x','y']}}");
    RevisionContent other = content("{'platform':{'b':['x','y'],'a':'1'},'version':'1.0.0'}");
    assertThat(one.hash()).isEqualTo(other.hash()).matches("[0-9a-f]{16}");
    assertThat(one.isSame(other)).isTrue();

    RevisionContent changed = content("{'version':'1.0.0','platform':{'a':'1','b':['y','x']}}");
    assertThat(one.hash()).isNotEqualTo(changed.hash());
    assertThat(one.isSame(changed)).isFalse();
  }

  /** What `kubectl apply` sends of it, with numbers where the YAML has no quotes. */
  @Test
  void it_reads_as_the_document_that_was_applied() throws Exception {
    JsonNode written =
        new com.fasterxml.jackson.dataformat.yaml.YAMLMapper().readTree(Documents.builtIn());
    RevisionContent content = RevisionContent.of(written.path("spec"));
    assertThat(
            new GoldenPathReader(Components.catalogue()).read("GoldenPath default", content).path())
        .isEqualTo(Documents.readBuiltIn());
  }

  @Test
  void what_is_omitted_is_the_built_in_paths() throws Exception {
    PathDocument document =
        new GoldenPathReader(Components.catalogue())
            .read(
                "GoldenPath default",
                content(
                    "{'version':'2.0.0','components':{'quota':{'parameters':{'pods':{'tiers':{'bronze':25}}}}}}"));
    assertThat(document.path().defaults(dev.goldenpath.operator.api.Tier.BRONZE))
        .containsEntry("quota.pods", "25")
        .containsEntry("quota.cpu", "4");
  }
}
