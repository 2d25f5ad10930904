package dev.goldenpath.operator.hostile;

import dev.goldenpath.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Objects that try to fill the operator's caches: many, large, and with its own labels. */
final class Floods {
  private static final Map<String, String> MANAGED =
      Map.of("app.kubernetes.io/managed-by", "golden-service-operator");

  private static final int LARGE_OBJECTS = 320;
  private static final int SMALL_OBJECTS = 1_000;
  private static final String NEARLY_A_MEGABYTE = "x".repeat(980_000);

  private Floods() {}

  /** More than the operator's whole heap, with the one label that its caches are filled by. */
  static void largeConfigMaps(KubernetesClient client, String namespace) {
    create(
        client,
        LARGE_OBJECTS,
        i -> configMap(namespace, "large-" + i, MANAGED, Map.of("data", NEARLY_A_MEGABYTE)));
  }

  /** Each like one of a service's own, under another name. */
  static void smallConfigMaps(KubernetesClient client, String service) {
    create(
        client,
        SMALL_OBJECTS,
        i -> configMap(service, "small-" + i, allLabels(service, "dashboard"), Map.of("a", "b")));
  }

  /** A rule like the service's own, of a megabyte. */
  static void largeRules(KubernetesClient client, String service, int count) {
    create(
        client,
        count,
        i -> {
          GenericKubernetesResource rule = new GenericKubernetesResource();
          rule.setApiVersion("monitoring.coreos.com/v1");
          rule.setKind("PrometheusRule");
          rule.setMetadata(
              new ObjectMetaBuilder()
                  .withNamespace(service)
                  .withName("large-" + i)
                  .withLabels(allLabels(service, "slo"))
                  .build());
          rule.setAdditionalProperty("spec", Map.of("groups", List.of(largeGroup())));
          return rule;
        });
  }

  /** The service's own dashboard, with as much beside it as an object may hold. */
  static void blownUpDashboard(KubernetesClient client, String service) {
    blowUp(
        client.configMaps().inNamespace(service).withName("golden-dashboard"),
        Map.of("data", Map.of("foreign", "x".repeat(700_000))));
  }

  /** The service's own rules, with as much beside them as an object may hold. */
  static void blownUpRule(KubernetesClient client, String service) {
    blowUp(
        client
            .genericKubernetesResources("monitoring.coreos.com/v1", "PrometheusRule")
            .inNamespace(service)
            .withName(service),
        Map.of("spec", Map.of("groups", List.of(largeGroup()))));
  }

  /** Takes away what a flood has made in a namespace; the operator makes its own anew. */
  static void drain(ControlPlane controlPlane, String namespace) {
    // Not by a client of ours: it would wait ten seconds at most.
    controlPlane.kubectl(
        "delete",
        "configmaps,prometheusrules.monitoring.coreos.com",
        "--namespace=" + namespace,
        "--selector=app.kubernetes.io/managed-by=golden-service-operator",
        "--wait=false");
  }

  private static void blowUp(Resource<?> object, Map<String, Object> content) {
    Map<String, Object> patch =
        Map.of(
            "metadata",
            Map.of(
                "annotations", Map.of("example.org/foreign", "x".repeat(240_000)),
                "labels", numbered(1_000, i -> "v")));
    object.patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(patch));
    object.patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(content));
  }

  private static Map<String, Object> largeGroup() {
    return Map.of(
        "name",
        "large",
        "rules",
        List.of(Map.of("record", "a", "expr", "1 + " + "1".repeat(900_000))));
  }

  private static Map<String, String> allLabels(String service, String component) {
    return Map.of(
        "app.kubernetes.io/managed-by", "golden-service-operator",
        "goldenpath.dev/service", service,
        "goldenpath.dev/component", component);
  }

  private static ConfigMap configMap(
      String namespace, String name, Map<String, String> labels, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withData(data)
        .build();
  }

  private static Map<String, String> numbered(int count, IntFunction<String> value) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> "example.org/l" + i, value::apply));
  }

  /** The first one alone: a refusal of it is one of all. */
  private static void create(KubernetesClient client, int count, IntFunction<HasMetadata> object) {
    client.resource(object.apply(0)).create();
    IntStream.range(1, count).parallel().forEach(i -> client.resource(object.apply(i)).create());
  }
}
