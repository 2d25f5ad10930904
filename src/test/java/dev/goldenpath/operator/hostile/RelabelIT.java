package dev.goldenpath.operator.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.ForeignEdits;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An object whose label says that it belongs to another service: its place tells whose it is. */
class RelabelIT extends WithOperator {
  private static final String SERVICE = "t-relabel";
  private static final String ELSEWHERE =
      "{'metadata':{'labels':{'goldenpath.dev/service':'elsewhere'}}}";

  /** Far less than the time after which each service is looked at anyway. */
  private static final Duration SOON = Duration.ofSeconds(20);

  @BeforeAll
  void settle() throws IOException {
    new Installation(controlPlane.admin())
        .apply(Files.readString(Path.of("deploy", "examples", "team.yaml")));
    services.createReady(SERVICE, "bronze");
    operator.awaitIdle();
  }

  @TestFactory
  Stream<DynamicTest> whatever_is_relabelled_and_then_edited_is_set_right() {
    return services.ownedObjects(SERVICE).stream()
        .filter(object -> object.getMetadata().getNamespace() != null)
        .map(
            object ->
                DynamicTest.dynamicTest(
                    GoldenServices.key(object),
                    () -> {
                      Resource<GenericKubernetesResource> live = live(controlPlane.admin(), object);
                      ForeignEdits.patch(live, ELSEWHERE);
                      ForeignEdits.of(live);
                      awaitAsBefore(object);
                    }));
  }

  @Test
  void a_developer_cannot_mute_alerts_so() {
    GenericKubernetesResource rule =
        services.ownedObjects(SERVICE).stream()
            .filter(object -> object.getKind().equals("PrometheusRule"))
            .findFirst()
            .orElseThrow();
    try (HostileTeam team = new HostileTeam(controlPlane)) {
      team.attempt(
          client -> {
            ForeignEdits.patch(live(client, rule), ELSEWHERE);
            ForeignEdits.patch(live(client, rule), "{'spec':{'groups':[]}}");
          });
    }
    awaitAsBefore(rule);
  }

  private void awaitAsBefore(GenericKubernetesResource before) {
    await("repair")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(content(live(controlPlane.admin(), before).get()))
                    .isEqualTo(content(before)));
  }

  private static Map<String, Object> content(GenericKubernetesResource object) {
    Map<String, Object> content = new TreeMap<>(object.getAdditionalProperties());
    content.remove("status");
    content.put("labels", object.getMetadata().getLabels());
    return content;
  }

  private static Resource<GenericKubernetesResource> live(
      KubernetesClient client, GenericKubernetesResource object) {
    return client
        .genericKubernetesResources(object.getApiVersion(), object.getKind())
        .inNamespace(SERVICE)
        .withName(object.getMetadata().getName());
  }
}
