package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.OnControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the other tests rely on: the real API takes what the played operators write. */
@OnControlPlane
class PlayedAnswersIT {
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop }
      spec:
        parentRefs: [{ name: public, namespace: gateways, sectionName: https }]
        hostnames: [shop.example.org]
        rules: [{ backendRefs: [{ name: shop, port: 80 }] }]
      """;

  private static final String QUEUE =
      """
      apiVersion: rabbitmq.com/v1beta1
      kind: RabbitmqCluster
      metadata: { name: queue }
      spec: { replicas: 3, persistence: { storage: 10Gi } }
      """;

  @Test
  void a_route_is_accepted_or_refused_on_demand(KubernetesClient admin, FreshName name) {
    Resource<GenericKubernetesResource> route = create(admin, name, ROUTE);
    try (PlayedGateway gateway = new PlayedGateway(admin)) {
      gateway.answer(name.value(), "shop");
      assertThat(conditions(route.get(), "status", "parents", 0, "conditions"))
          .isEqualTo(
              Map.of("Accepted", "True Accepted of 1", "ResolvedRefs", "True ResolvedRefs of 1"));
      assertThat(route.get().<Map<String, Object>>get("status", "parents", 0, "parentRef"))
          .isEqualTo(
              Map.of(
                  "group", "gateway.networking.k8s.io",
                  "kind", "Gateway",
                  "namespace", "gateways",
                  "name", "public",
                  "sectionName", "https"));
      gateway.refuse(name.value(), "shop", "NotAllowedByListeners", "no namespace but gateways");
      assertThat(conditions(route.get(), "status", "parents", 0, "conditions"))
          .containsEntry("Accepted", "False NotAllowedByListeners of 1");
    }
  }

  @Test
  void a_route_is_accepted_at_once_and_when_it_changes(KubernetesClient admin, FreshName name) {
    try (PlayedGateway gateway = new PlayedGateway(admin).answerAtOnce()) {
      Resource<GenericKubernetesResource> route = create(admin, name, ROUTE);
      awaitAccepted(route, "True Accepted of 1");
      gateway.refuse(name.value(), "shop", "NotAllowedByListeners", "no namespace but gateways");
      awaitAccepted(route, "False NotAllowedByListeners of 1");
      route.edit(
          edited -> {
            edited.<List<String>>get("spec", "hostnames").add("www.example.org");
            return edited;
          });
      awaitAccepted(route, "True Accepted of 2");
    }
  }

  private static void awaitAccepted(Resource<GenericKubernetesResource> route, String accepted) {
    await()
        .untilAsserted(
            () ->
                assertThat(conditions(route.get(), "status", "parents", 0, "conditions"))
                    .containsEntry("Accepted", accepted));
  }

  @Test
  void a_queue_is_ready_or_fails_on_demand(KubernetesClient admin, FreshName name) {
    Resource<GenericKubernetesResource> queue = create(admin, name, QUEUE);
    try (PlayedQueue played = new PlayedQueue(admin)) {
      played.answer(name.value());
      assertThat(conditions(queue.get(), "status", "conditions"))
          .isEqualTo(
              Map.of(
                  "AllReplicasReady", "True AllPodsAreReady",
                  "ClusterAvailable", "True AtLeastOneEndpointAvailable",
                  "NoWarnings", "True NoWarnings",
                  "ReconcileSuccess", "True Success"));
      assertThat(queue.get().<Integer>get("status", "observedGeneration")).isEqualTo(1);
      played.fails(name.value());
      assertThat(conditions(queue.get(), "status", "conditions"))
          .containsEntry("AllReplicasReady", "False NotAllPodsReady")
          .containsEntry("ClusterAvailable", "False NoEndpointsAvailable");
    }
  }

  @Test
  void a_queue_is_ready_at_once(KubernetesClient admin, FreshName name) {
    try (PlayedQueue unused = new PlayedQueue(admin).answerAtOnce()) {
      Resource<GenericKubernetesResource> queue = create(admin, name, QUEUE);
      await()
          .untilAsserted(
              () ->
                  assertThat(conditions(queue.get(), "status", "conditions"))
                      .containsEntry("AllReplicasReady", "True AllPodsAreReady"));
    }
  }

  private static Resource<GenericKubernetesResource> create(
      KubernetesClient admin, FreshName namespace, String yaml) {
    admin
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace.value())
                .endMetadata()
                .build())
        .create();
    Resource<GenericKubernetesResource> object =
        admin
            .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
            .inNamespace(namespace.value());
    object.create();
    return object;
  }

  /** Status, reason and generation of each condition, by its type. */
  private static Map<String, String> conditions(GenericKubernetesResource object, Object... path) {
    List<Map<String, Object>> conditions = object.get(path);
    return conditions == null
        ? Map.of()
        : conditions.stream()
            .collect(
                Collectors.toMap(
                    each -> each.get("type").toString(),
                    each ->
                        each.get("status")
                            + " "
                            + each.get("reason")
                            + (each.containsKey("observedGeneration")
                                ? " of " + each.get("observedGeneration")
                                : "")));
  }
}
