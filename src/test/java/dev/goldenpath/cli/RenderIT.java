package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.AppliedObjects;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.hatch.ChangedFields;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithWorkloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What {@code render} shows is what the operator sent, by the audit log of the API server. */
class RenderIT extends WithWorkloads {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SAMPLE_LIMIT = "{\"spec\":{\"sampleLimit\":5000}}";

  /** Every kind of hatch that changes what is applied, by a name for the service. */
  private static final Map<String, Map<String, String>> HATCHES =
      Map.of(
          "none", Map.of(),
          "override", Map.of(Annotations.OVERRIDE + "quota.pods", "33"),
          "text", Map.of(Annotations.OVERRIDE + "slo.labels", "channel=1,area=true"),
          "patch", Map.of(Annotations.PATCH + "monitoring", SAMPLE_LIMIT),
          "named",
              Map.of(
                  Annotations.PATCH + "network",
                  "{\"allow-platform\":{\"metadata\":{\"labels\":{\"example.org/on\":\"1\"}}}}"),
          "eject", Map.of(Annotations.EJECT + "dashboard", "missing-feature: ours is in Git"),
          "guard", Map.of(Annotations.EJECT + "quota", "cost: measured by us"),
          "rejected", Map.of(Annotations.OVERRIDE + "quota.pods", "many"));

  @TempDir private Path folder;

  private static String name(Tier tier, String hatch) {
    return "t-render-" + tier.text() + "-" + hatch;
  }

  @BeforeAll
  void createAll() {
    for (Tier tier : Tier.values()) {
      HATCHES.forEach(
          (hatch, annotations) -> services.create(name(tier, hatch), tier.text(), annotations));
      run(name(tier, "image"), tier.text(), Map.of(), List.of("queue"));
      databaseCredentials(name(tier, "image"));
      queueCredentials(name(tier, "image"));
    }
  }

  @TestFactory
  Stream<DynamicTest> every_object_is_what_the_operator_applied() {
    return Stream.of(Tier.values())
        .flatMap(
            tier ->
                Stream.concat(HATCHES.keySet().stream().sorted(), Stream.of("image"))
                    .map(hatch -> name(tier, hatch)))
        .map(
            service ->
                DynamicTest.dynamicTest(
                    service,
                    () -> {
                      services.awaitReady(service);
                      assertRendered(service);
                    }));
  }

  @Test
  void an_invalid_value_leaves_the_last_good_one(FreshName name) {
    String service = name.value();
    services.create(service, "silver", Map.of(Annotations.OVERRIDE + "quota.pods", "33"));
    services.awaitReady(service);
    services.annotate(service, Annotations.OVERRIDE + "quota.pods", "many");
    services.awaitCondition(service, "HatchesAccepted", "False", "Rejected");

    CliRun run = assertRendered(service);
    assertThat(run.err()).contains("quota.pods", "\"many\"", "\"33\" stays in effect");
    assertThat(run.out()).contains("\"pods\" : \"33\"");
  }

  @Test
  void a_patch_that_the_api_server_refused_is_not_shown(FreshName name) {
    String service = name.value();
    services.create(service, "silver", Map.of(Annotations.PATCH + "monitoring", SAMPLE_LIMIT));
    services.awaitReady(service);
    services.annotate(
        service, Annotations.PATCH + "monitoring", "{\"spec\":{\"sampleLimit\":\"many\"}}");
    services.awaitCondition(service, "HatchesAccepted", "False", "Rejected");

    assertThat(assertRendered(service).out()).contains("\"sampleLimit\" : 5000");
  }

  @Test
  void an_object_that_its_owner_manages_is_left_out(FreshName name) {
    String service = name.value();
    services.create(service, "silver");
    services.awaitReady(service);
    controlPlane.kubectl(
        "-n", service, "annotate", "networkpolicy", "allow-platform", "goldenpath.dev/unmanaged=");
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(service).getStatus().hatches(HatchKind.UNMANAGED))
                    .hasSize(1));

    assertThat(rendered(render(service, "-o", "json")).keySet())
        .doesNotContain("NetworkPolicy/allow-platform")
        .contains("NetworkPolicy/allow-same-namespace");
  }

  @Test
  void a_volume_that_cannot_shrink_stays(FreshName name) {
    String service = name.value();
    services.create(service, "gold");
    services.awaitReady(service);
    services.edit(
        service,
        each -> {
          each.getSpec().setTier("silver");
          return each;
        });
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(service).getStatus().observedGeneration())
                    .isEqualTo(services.get(service).getMetadata().getGeneration()));
    services.awaitReady(service);

    assertThat(assertRendered(service).out()).contains("100Gi");
  }

  @Test
  void the_output_can_be_applied(FreshName name) throws IOException {
    String service = name.value();
    services.create(service, "gold", HATCHES.get("text"));
    services.awaitReady(service);
    Path file = folder.resolve("all.yaml");
    Files.writeString(file, render(service, "-o", "yaml").out());

    controlPlane.kubectl(
        "apply", "--server-side", "--force-conflicts", "--dry-run=server", "-f", file.toString());
  }

  private CliRun assertRendered(String service) {
    CliRun run = render(service, "-o", "json");
    Map<String, JsonNode> applied = AppliedObjects.of(controlPlane.auditLog(), service);
    services
        .get(service)
        .getStatus()
        .hatches(HatchKind.EJECT)
        .forEach(
            hatch ->
                applied
                    .values()
                    .removeIf(
                        object ->
                            AppliedObjects.label(object, Labels.COMPONENT)
                                .equals(hatch.component())));
    applied.values().forEach(RenderIT::forget);
    Map<String, JsonNode> rendered = rendered(run);
    assertThat(rendered.keySet()).isNotEmpty().isEqualTo(applied.keySet());
    assertThat(ChangedFields.between(asMap(applied), asMap(rendered))).isEmpty();
    return run;
  }

  private static Map<?, ?> asMap(Map<String, JsonNode> objects) {
    return JSON.convertValue(objects, Map.class);
  }

  /**
   * What the operator remembers of the hatches, and which object it expects to find, are no part of
   * what a service gets.
   */
  private static void forget(JsonNode object) {
    ((ObjectNode) object.path("metadata")).remove(List.of("resourceVersion", "uid"));
    if (object.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      annotations.remove(Annotations.HATCHES);
    }
  }

  private static Map<String, JsonNode> rendered(CliRun run) {
    Map<String, JsonNode> objects = new TreeMap<>();
    try {
      JSON.readTree(run.out())
          .path("items")
          .forEach(object -> objects.put(AppliedObjects.key(object), object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  private CliRun render(String service, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "render",
                    service,
                    "--kubeconfig=" + controlPlane.kubeconfig(),
                    "--path",
                    PATH_WITH_A_GATEWAY.toString()),
                Stream.of(more))
            .toList();
    CliRun run =
        CliRun.setting()
            .kubectl(Binaries.installed().controlPlane("kubectl"))
            .run(arguments.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    return run;
  }
}
