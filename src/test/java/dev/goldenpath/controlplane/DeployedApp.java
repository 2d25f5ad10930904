package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A Deployment named app in a namespace of its own, and what becomes of its pods. */
final class DeployedApp {
  private final KubernetesClient client;
  private final String namespace;

  /** Creates the namespace; there is no Deployment yet. */
  DeployedApp(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  void deploy(int replicas, String image) {
    deploy(replicas, image, "[]");
  }

  /**
   * Creates or changes it.
   *
   * @param env the container's environment as YAML in one line
   */
  void deploy(int replicas, String image, String env) {
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: app }
        spec:
          replicas: %d
          progressDeadlineSeconds: 3
          selector: { matchLabels: { app: app } }
          template:
            metadata: { labels: { app: app } }
            spec:
              containers:
                - name: web
                  image: %s
                  env: %s
        """
            .formatted(replicas, image, env));
  }

  /** Applies an object to its namespace. */
  void apply(String yaml) {
    client
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .serverSideApply();
  }

  List<Pod> pods() {
    return client.pods().inNamespace(namespace).list().getItems();
  }

  /** The names of the pods that are ready. */
  List<String> ready() {
    return pods().stream()
        .filter(Readiness::isPodReady)
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  /** What the containers wait for that do not run. */
  List<String> waiting() {
    return pods().stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(container -> container.getState().getWaiting())
        .filter(Objects::nonNull)
        .map(waiting -> waiting.getReason() + ": " + waiting.getMessage())
        .toList();
  }

  List<String> images() {
    return pods().stream().map(pod -> pod.getSpec().getContainers().get(0).getImage()).toList();
  }

  static boolean hasNode(Pod pod) {
    return pod.getSpec().getNodeName() != null;
  }

  /** Whether a quota has been counted, so that it says what is used. */
  boolean isCounted(String quota) {
    var status = client.resourceQuotas().inNamespace(namespace).withName(quota).get().getStatus();
    return status != null && status.getUsed() != null && !status.getUsed().isEmpty();
  }

  /** Waits until there are so many pods, and all of them are ready. */
  void awaitReady(int pods) {
    await()
        .untilAsserted(
            () -> {
              assertThat(ready()).as("%s", pods()).hasSize(pods);
              assertThat(pods()).hasSize(pods);
            });
  }

  void awaitWaiting(String containers) {
    await().untilAsserted(() -> assertThat(waiting()).containsExactly(containers));
  }

  /** Waits until a condition of the Deployment says so; its message. */
  String awaitCondition(String type, String status, String reason) {
    AtomicReference<String> message = new AtomicReference<>();
    await()
        .untilAsserted(
            () ->
                assertThat(conditions())
                    .anySatisfy(
                        condition -> {
                          assertThat(condition.getType()).isEqualTo(type);
                          assertThat(condition.getStatus()).isEqualTo(status);
                          assertThat(condition.getReason()).isEqualTo(reason);
                          message.set(condition.getMessage());
                        }));
    return message.get();
  }

  private List<DeploymentCondition> conditions() {
    return client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("app")
        .get()
        .getStatus()
        .getConditions();
  }

  /** Waits until the PodDisruptionBudget named app lets a pod go. */
  void awaitDisruptionAllowed() {
    await()
        .until(
            () -> {
              var budget =
                  client
                      .policy()
                      .v1()
                      .podDisruptionBudget()
                      .inNamespace(namespace)
                      .withName("app")
                      .get();
              return budget.getStatus() != null && budget.getStatus().getDisruptionsAllowed() == 1;
            });
  }

  /** The number of ready endpoints of its Services. */
  long endpoints() {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .filter(endpoint -> endpoint.getConditions().getReady())
        .count();
  }
}
