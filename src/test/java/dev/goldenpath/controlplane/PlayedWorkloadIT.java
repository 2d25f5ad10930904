package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.OnControlPlane;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the other tests rely on: real controllers roll out, scale and protect played pods. */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayedWorkloadIT {
  private static final String BUDGET =
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: { name: app }
      spec:
        maxUnavailable: 1
        unhealthyPodEvictionPolicy: AlwaysAllow
        selector: { matchLabels: { app: app } }
      """;

  private KubernetesClient client;
  private PlayedKubelet kubelet;
  private Evictions evictions;

  @BeforeAll
  void start(KubernetesClient admin) {
    client = admin;
    kubelet = new PlayedKubelet(admin).start();
    evictions = new Evictions(admin);
  }

  @AfterAll
  void stop() {
    evictions.close();
    kubelet.close();
  }

  @Test
  void a_deployment_becomes_available_and_its_pods_endpoints(FreshName name) {
    DeployedApp app = app(name);
    app.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: { name: app }
        spec: { selector: { app: app }, ports: [{ port: 80 }] }
        """);
    app.deploy(2, "app:1.0");
    app.awaitCondition("Available", "True", "MinimumReplicasAvailable");
    await().until(() -> app.endpoints() == 2);
  }

  @Test
  void an_autoscaler_raises_the_replicas_to_its_minimum(FreshName name) {
    DeployedApp app = app(name);
    app.deploy(1, "app:1.0");
    app.apply(
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: app }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: app }
          minReplicas: 3
          maxReplicas: 5
          metrics:
            - type: Resource
              resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }
        """);
    app.awaitReady(3);
  }

  @Test
  void a_missing_image_stops_the_rollout_and_not_the_pods_before_it(FreshName name) {
    DeployedApp app = app(name);
    app.deploy(2, "app:1.0");
    app.awaitReady(2);
    List<String> before = app.ready();
    app.deploy(2, "app:missing");
    assertThat(app.awaitCondition("Progressing", "False", "ProgressDeadlineExceeded"))
        .matches("ReplicaSet \"app-\\w+\" has timed out progressing.");
    assertThat(app.ready()).containsExactlyInAnyOrderElementsOf(before);
    app.awaitWaiting(
        "ImagePullBackOff: Back-off pulling image \"app:missing\": ErrImagePull: app:missing: not"
            + " found");
  }

  @Test
  void so_does_an_image_that_crashes(FreshName name) {
    DeployedApp app = app(name);
    app.deploy(1, "app:crashing");
    app.awaitCondition("Progressing", "False", "ProgressDeadlineExceeded");
    assertThat(app.waiting())
        .singleElement()
        .asString()
        .startsWith("CrashLoopBackOff: back-off 5m0s restarting failed container=web pod=app-");
  }

  @Test
  void a_rollout_can_be_held_in_progress(FreshName name) {
    DeployedApp app = app(name);
    app.deploy(1, "app:1.0");
    app.awaitReady(1);
    List<String> before = app.ready();
    kubelet.hold();
    app.deploy(1, "app:2.0");
    await().until(() -> app.pods().stream().filter(DeployedApp::hasNode).count() == 2);
    assertThat(app.ready()).isEqualTo(before);
    assertThat(app.waiting()).isEmpty();
    kubelet.release();
    await().until(() -> app.images().equals(List.of("app:2.0")) && app.ready().size() == 1);
  }

  @Test
  void a_pod_waits_for_the_key_of_its_secret(FreshName name) {
    DeployedApp app = app(name);
    app.deploy(
        1, "app:1.0", "[{ name: URI, valueFrom: { secretKeyRef: { name: db, key: uri } } }]");
    app.awaitWaiting("CreateContainerConfigError: secret \"db\" not found");
    app.apply(secret("password"));
    app.awaitWaiting(
        "CreateContainerConfigError: couldn't find key uri in Secret %s/db"
            .formatted(name.value()));
    app.apply(secret("uri"));
    app.awaitReady(1);
  }

  private static String secret(String key) {
    return """
        apiVersion: v1
        kind: Secret
        metadata: { name: db }
        stringData: { %s: secret }
        """
        .formatted(key);
  }

  @Test
  void a_quota_says_why_there_are_no_more_pods(FreshName name) {
    DeployedApp app = app(name);
    app.apply(
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: small }
        spec: { hard: { pods: "1" } }
        """);
    await().until(() -> app.isCounted("small"));
    app.deploy(2, "app:1.0");
    assertThat(app.awaitCondition("ReplicaFailure", "True", "FailedCreate"))
        .matches(
            "pods \"app-[\\w-]+\" is forbidden: exceeded quota: small, requested: pods=1, used:"
                + " pods=1, limited: pods=1");
    app.awaitReady(1);
  }

  @Test
  void pods_are_evicted_one_at_a_time(FreshName name) {
    DeployedApp app = app(name);
    app.apply(BUDGET);
    app.deploy(3, "app:1.0");
    app.awaitReady(3);
    app.awaitDisruptionAllowed();
    List<String> pods = app.ready();
    kubelet.hold();
    assertThat(evictions.evict(name.value(), pods.get(0))).isEmpty();
    Status refusal = evictions.evict(name.value(), pods.get(1)).orElseThrow();
    assertThat(refusal.getCode()).isEqualTo(429);
    assertThat(refusal.getMessage())
        .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
    kubelet.release();
    app.awaitReady(3);
    app.awaitDisruptionAllowed();
    assertThat(evictions.evict(name.value(), pods.get(1))).isEmpty();
    await().until(() -> app.ready().size() == 3 && !app.ready().contains(pods.get(1)));
    assertThat(app.ready()).contains(pods.get(2)).doesNotContain(pods.get(0));
  }

  @Test
  void the_only_pod_can_be_evicted(FreshName name) {
    DeployedApp app = app(name);
    app.apply(BUDGET);
    app.deploy(1, "app:1.0");
    app.awaitReady(1);
    app.awaitDisruptionAllowed();
    String pod = app.ready().get(0);
    assertThat(evictions.evict(name.value(), pod)).isEmpty();
    await().until(() -> app.ready().size() == 1 && !app.ready().contains(pod));
  }

  private DeployedApp app(FreshName name) {
    return new DeployedApp(client, name.value());
  }
}
