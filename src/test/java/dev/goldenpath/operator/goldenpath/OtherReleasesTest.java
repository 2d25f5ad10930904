package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Documents that were written for the release before, and for the next one. */
class OtherReleasesTest {
  private static final String PREVIOUS = "/golden-path-previous.yaml";
  private static final String NEXT = "/golden-path-next.yaml";

  @Test
  void a_document_of_the_release_before_gets_what_is_new() throws Exception {
    String previous =
        resource(PREVIOUS)
            .replace("name: default", "name: acme")
            .replace("version: 1.0.0", "version: 1.4.0")
            .replace("bronze: \"20\"", "bronze: \"30\"");
    assertThat(previous).as("a parameter of today").doesNotContain("window:");

    PathDocument document = Documents.document(previous);

    GoldenPath path = document.path();
    assertThat(document.ignored().messages()).isEmpty();
    assertThat(path.name() + path.version()).isEqualTo("acme1.4.0");
    assertThat(path.defaults(Tier.BRONZE))
        .containsEntry("quota.pods", "30")
        .containsEntry("slo.window", "30d");
    assertThat(path.parameters().get("slo.availability").description())
        .as("the document's own")
        .contains("over 30 days");
    assertThat(path.parameters().keySet()).isEqualTo(Documents.readBuiltIn().parameters().keySet());
  }

  @Test
  void a_document_of_the_next_release_loses_what_is_new() throws Exception {
    PathDocument document = Documents.document(resource(NEXT));

    assertThat(document.ignored().messages())
        .extracting(message -> message.replaceFirst(": is unknown to this release.*", ""))
        .containsExactly(
            "metadata.labels",
            "spec.rollout",
            "spec.platform.registry",
            "spec.platform.crossplaneClaim.fields.nonesuch.size",
            "spec.components.nonesuch",
            "spec.components.quota.parameters.services",
            "spec.components.quota.parameters.cpu.unit",
            "spec.components.quota.parameters.pods.tiers.iron",
            "spec.components.limits.schedule");
    assertThat(document.path().version()).isEqualTo("2.0.0");
    assertThat(document.path().defaults(Tier.BRONZE)).containsEntry("quota.pods", "25");
    assertThat(document.path().parameters().keySet())
        .isEqualTo(Documents.readBuiltIn().parameters().keySet());
  }

  @Test
  void today_s_document_serves_in_a_release_with_one_more_component_and_parameter()
      throws Exception {
    String builtIn =
        Documents.builtIn()
                .replace(
                    "        pods:\n",
                    "        services: { type: integer, description: Services., value: \"10\" }\n"
                        + "        pods:\n")
            + "    nonesuch:\n"
            + "      enabled: true\n"
            + "      patchable: [/spec/x]\n"
            + "      parameters:\n"
            + "        size: { type: quantity, description: The size., value: 1Gi }\n";
    GoldenPathReader next = new GoldenPathReader(nextCatalogue(), builtIn);

    GoldenPath path = next.read("golden-path.yaml", Documents.builtIn()).path();

    assertThat(path.enables("nonesuch")).isTrue();
    assertThat(path.defaults(Tier.GOLD))
        .containsEntry("nonesuch.size", "1Gi")
        .containsEntry("quota.services", "10");
  }

  private static Catalogue nextCatalogue() {
    List<ComponentSchema> components = new ArrayList<>();
    for (ComponentSchema component : Components.ALL) {
      Set<String> parameters = new TreeSet<>(component.parameters());
      if (component.name().equals("quota")) {
        parameters.add("services");
      }
      components.add(new PlayedComponent(component.name(), parameters));
    }
    components.add(new PlayedComponent("nonesuch", Set.of("size")));
    return new Catalogue(components);
  }

  private static String resource(String name) throws IOException {
    try (InputStream document = OtherReleasesTest.class.getResourceAsStream(name)) {
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
