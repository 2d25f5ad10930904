package dev.goldenpath.operator.guardrails;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.OnControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may put the operator's label on an object of a kind that its caches select by it. No operator
 * runs here, and everyone may write all those kinds in one namespace.
 */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectOwnershipIT {
  private static final String HOME = "t-labels";
  private static final String KEY = "app.kubernetes.io/managed-by";
  private static final String OURS = "golden-service-operator";
  private static final String DENIED =
      "metadata.labels: " + KEY + "=" + OURS + " is reserved for objects that";

  /** The least that each kind's own validation asks for. */
  private static final Map<String, String> LEAST =
      Map.ofEntries(
          entry("ConfigMap", "data: {}"),
          entry(
              "RoleBinding",
              "roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }"),
          entry("ResourceQuota", "spec: {}"),
          entry("LimitRange", "spec: { limits: [] }"),
          entry("NetworkPolicy", "spec: { podSelector: {} }"),
          entry("Cluster", "spec: { instances: 1 }"),
          entry("PostgresClaim", "spec: {}"),
          entry("ServiceMonitor", "spec: { selector: {}, endpoints: [{ port: http }] }"),
          entry("PrometheusRule", "spec: {}"),
          entry("RabbitmqCluster", "spec: {}"),
          entry("QueueClaim", "spec: {}"),
          entry("ServiceAccount", "automountServiceAccountToken: false"),
          entry(
              "Deployment",
              "spec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: a }] } } }"),
          entry("Service", "spec: { ports: [{ port: 80 }] }"),
          entry(
              "HorizontalPodAutoscaler",
              "spec: { maxReplicas: 1, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: a } }"),
          entry("HTTPRoute", "spec: { hostnames: [a.example.org] }"),
          entry("PodDisruptionBudget", "spec: {}"));

  private ControlPlane controlPlane;
  private KubernetesClient wanda;

  @BeforeAll
  void letEveryoneWrite(ControlPlane shared) {
    controlPlane = shared;
    Installation installation = new Installation(shared.admin());
    installation.installPlatform();
    installation.installClaimApi();
    installation.installQueueClaimApi();
    shared.kubectl("create", "namespace", HOME);
    shared.kubectl(
        "create",
        "rolebinding",
        "everyone",
        "--namespace=" + HOME,
        "--clusterrole=cluster-admin",
        "--group=system:authenticated");
    shared.kubectl(
        "create",
        "clusterrolebinding",
        "t-restore",
        "--clusterrole=golden-platform-admin",
        "--user=velero");
    wanda = shared.as("wanda", "system:authenticated");
  }

  /** The operators of later tests may not read claims. */
  @AfterAll
  void close() {
    wanda.close();
    controlPlane.kubectl(
        "delete", "crd", "postgresclaims.database.example.org", "queueclaims.queue.example.org");
  }

  @TestFactory
  Stream<DynamicTest> no_kind_is_made_with_it() {
    return Components.kinds(Documents.readBuiltIn().spec().platform()).stream()
        .filter(ApiKind::namespaced)
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.kind(),
                    () -> {
                      object(kind, "someone").dryRun().create();
                      isDenied(() -> object(kind, OURS).dryRun().create());
                    }));
  }

  @Test
  void it_is_not_put_on_what_is_there(FreshName name) {
    configMap(wanda, name, "someone");

    isDenied(
        () ->
            Attack.patch(
                live(wanda, name), "{'metadata':{'labels':{'%s':'%s'}}}".formatted(KEY, OURS)));
    isDenied(() -> live(wanda, name).edit(map -> labelled(map, OURS)));
    isDenied(
        () ->
            wanda
                .resource(labelled(bare(name), OURS))
                .patch(
                    new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("gitops")
                        .withForce(true)
                        .build()));
    assertThat(live(wanda, name).get().getMetadata().getLabels()).containsEntry(KEY, "someone");
  }

  @Test
  void nor_by_the_status_of_a_quota(FreshName name) {
    controlPlane.kubectl("create", "quota", name.value(), "--namespace", HOME);

    isDenied(
        () ->
            wanda
                .resourceQuotas()
                .inNamespace(HOME)
                .withName(name.value())
                .subresource("status")
                .patch(
                    PatchContext.of(PatchType.JSON_MERGE),
                    "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(KEY, OURS)));
  }

  /** Drift is repaired, not refused; and who got a copy of one of our objects can let go of it. */
  @Test
  void what_has_it_may_be_edited_and_may_lose_it(FreshName name) {
    configMap(controlPlane.admin(), name, OURS);

    Attack.patch(live(wanda, name), "{'data':{'a':'b'}}");
    assertThat(live(wanda, name).get().getMetadata().getLabels()).containsEntry(KEY, OURS);
    Attack.patch(live(wanda, name), "{'metadata':{'labels':{'%s':null}}}".formatted(KEY));
    assertThat(live(wanda, name).get().getMetadata().getLabels()).doesNotContainKey(KEY);
    live(wanda, name).delete();
  }

  @ParameterizedTest
  @CsvSource({
    "system:serviceaccount:kube-system:addon-manager, system:serviceaccounts:kube-system",
    "system:kube-controller-manager, system:authenticated",
    "velero, system:authenticated"
  })
  void the_cluster_and_who_restores_a_backup_may(String user, String group, FreshName name) {
    try (KubernetesClient client = controlPlane.as(user, group, "system:authenticated")) {
      configMap(client, name, OURS);
    }
    live(wanda, name).delete();
  }

  private NamespaceableResource<?> object(ApiKind kind, String managedBy) {
    return wanda.resource(
        """
        apiVersion: %s
        kind: %s
        metadata:
          generateName: t-
          namespace: %s
          labels: { %s: %s }
        %s
        """
            .formatted(
                kind.apiVersion(), kind.kind(), HOME, KEY, managedBy, LEAST.get(kind.kind())));
  }

  private static void configMap(KubernetesClient client, FreshName name, String managedBy) {
    client.resource(labelled(bare(name), managedBy)).create();
  }

  private static ConfigMap bare(FreshName name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name.value())
        .withNamespace(HOME)
        .endMetadata()
        .build();
  }

  private static ConfigMap labelled(ConfigMap map, String managedBy) {
    return new ConfigMapBuilder(map)
        .editMetadata()
        .addToLabels(KEY, managedBy)
        .endMetadata()
        .build();
  }

  private static Resource<ConfigMap> live(KubernetesClient client, FreshName name) {
    return client.configMaps().inNamespace(HOME).withName(name.value());
  }

  private static void isDenied(ThrowingCallable attempt) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(attempt)
        .withMessageContaining(DENIED);
  }
}
