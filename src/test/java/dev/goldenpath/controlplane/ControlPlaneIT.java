package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.OnControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the other tests rely on: that this is a cluster in all but the nodes. */
@OnControlPlane
class ControlPlaneIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void nobody_may_do_anything_without_a_role(ControlPlane cluster) {
    try (KubernetesClient nobody = cluster.as("nobody", "strangers")) {
      assertThat(who(nobody).getUsername()).isEqualTo("nobody");
      assertThat(who(nobody).getGroups()).contains("strangers").doesNotContain("system:masters");
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> nobody.namespaces().list())
          .satisfies(e -> assertThat(e.getCode()).isEqualTo(403));
    }
  }

  @Test
  void the_operator_has_its_own_identity(ControlPlane cluster) {
    Config fromFile = Config.fromKubeconfig(cluster.operatorKubeconfig().toFile());
    try (KubernetesClient operator = cluster.operator();
        KubernetesClient process = new KubernetesClientBuilder().withConfig(fromFile).build()) {
      assertThat(who(operator).getUsername())
          .isEqualTo("system:serviceaccount:golden-service-system:golden-service-operator");
      assertThat(who(process)).isEqualTo(who(operator));
    }
  }

  @Test
  void a_deleted_namespace_goes_away_with_what_is_in_it(ControlPlane cluster, FreshName name) {
    cluster.kubectl("create", "namespace", name.value());
    cluster.kubectl("create", "configmap", "content", "-n", name.value());
    cluster.admin().namespaces().withName(name.value()).delete();
    await()
        .atMost(PATIENCE)
        .until(() -> cluster.admin().namespaces().withName(name.value()).get() == null);
  }

  @Test
  void an_object_goes_away_with_its_owner(ControlPlane cluster, FreshName name) {
    cluster.kubectl("create", "namespace", name.value());
    var configMaps = cluster.admin().configMaps().inNamespace(name.value());
    ConfigMap owner = configMaps.resource(configMap(name, "owner")).create();
    ConfigMap owned = configMap(name, "owned");
    owned.addOwnerReference(owner);
    configMaps.resource(owned).create();
    configMaps.withName("owner").delete();
    await().atMost(PATIENCE).until(() -> configMaps.withName("owned").get() == null);
  }

  @Test
  void a_quota_is_counted(ControlPlane cluster, FreshName name) {
    cluster.kubectl("create", "namespace", name.value());
    cluster.kubectl("create", "quota", "limits", "--hard=pods=3", "-n", name.value());
    var quota = cluster.admin().resourceQuotas().inNamespace(name.value()).withName("limits");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(quota.get().getStatus().getUsed())
                    .containsEntry("pods", new Quantity("0")));
  }

  @Test
  void kubectl_speaks_to_a_server_of_its_own_version(ControlPlane cluster) {
    assertThat(cluster.kubectl("version").lines())
        .anyMatch(line -> line.startsWith("Client Version: v1.35."))
        .anyMatch(line -> line.startsWith("Server Version: v1.35."));
  }

  @Test
  void kubectl_fails_with_what_it_said(ControlPlane cluster) {
    assertThatIllegalStateException()
        .isThrownBy(() -> cluster.kubectl("get", "namespace", "no-such-namespace"))
        .withMessageContaining("exit code 1")
        .withMessageContaining("\"no-such-namespace\" not found");
    assertThat(cluster.kubectlResult("get", "namespace", "no-such-namespace").exitCode())
        .isEqualTo(1);
  }

  @Test
  void the_audit_log_has_each_request(ControlPlane cluster, FreshName name) throws IOException {
    cluster.kubectl("create", "namespace", name.value());
    assertThat(Files.readAllLines(cluster.auditLog()))
        .anyMatch(line -> line.contains("\"verb\":\"create\"") && line.contains(name.value()));
  }

  @Test
  void the_real_crds_of_prometheus_operator_can_be_installed(ControlPlane cluster) {
    MonitoringCrds crds = MonitoringCrds.printedBy(Binaries.installed());
    Stream.of(crds.serviceMonitors(), crds.prometheusRules(), crds.prometheuses())
        .map(crd -> Serialization.unmarshal(crd, CustomResourceDefinition.class))
        .forEach(crd -> cluster.admin().resource(crd).serverSideApply());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cluster
                        .kubectlResult("get", "servicemonitors,prometheusrules,prometheuses", "-A")
                        .exitCode()
                    == 0);
  }

  @Test
  void the_apis_of_routes_and_queues_are_installed(ControlPlane cluster) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.kubectlResult("get", "httproutes,rabbitmqclusters", "-A").exitCode() == 0);
  }

  @Test
  void a_queue_has_the_defaults_of_the_real_api(ControlPlane cluster, FreshName name) {
    cluster.kubectl("create", "namespace", name.value());
    GenericKubernetesResource queue =
        Serialization.unmarshal(
            """
            apiVersion: rabbitmq.com/v1beta1
            kind: RabbitmqCluster
            metadata: { name: queue, namespace: %s }
            spec: { replicas: 3, persistence: { storage: 10Gi } }
            """
                .formatted(name.value()),
            GenericKubernetesResource.class);
    GenericKubernetesResource created = cluster.admin().resource(queue).create();
    assertThat(created.<Integer>get("spec", "delayStartSeconds")).isEqualTo(30);
    assertThat(created.<String>get("spec", "service", "type")).isEqualTo("ClusterIP");
  }

  private static ConfigMap configMap(FreshName namespace, String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace.value())
        .withName(name)
        .endMetadata()
        .build();
  }

  private static UserInfo who(KubernetesClient client) {
    return client.resource(new SelfSubjectReview()).create().getStatus().getUserInfo();
  }
}
