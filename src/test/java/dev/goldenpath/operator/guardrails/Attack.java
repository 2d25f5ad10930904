package dev.goldenpath.operator.guardrails;

import dev.goldenpath.operator.api.GoldenService;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.function.Consumer;

/**
 * Something that must be refused.
 *
 * @param what it is, in words
 * @param attempt by whoever the client acts as
 * @param answer part of what the API server says
 */
record Attack(String what, Consumer<KubernetesClient> attempt, String answer) {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  static Resource<GoldenService> service(KubernetesClient client, String name) {
    return client.resources(GoldenService.class).withName(name);
  }

  static void create(KubernetesClient client, String name, String team) {
    client.resource(named(name, team)).create();
  }

  static void dryRun(KubernetesClient client, String name, String team) {
    client.resource(named(name, team)).dryRun().create();
  }

  private static GoldenService named(String name, String team) {
    return Serialization.unmarshal(
        """
        ---
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata: { name: %s }
        spec: { team: "%s", tier: bronze }
        """
            .formatted(name, team),
        GoldenService.class);
  }

  /** A merge patch with single quotes for double ones. */
  static void patch(Resource<?> object, String patch) {
    object.patch(MERGE, patch.replace('\'', '"'));
  }

  static void label(KubernetesClient client, String namespace, String key, String value) {
    patch(client.namespaces().withName(namespace), metadata("labels", key, value));
  }

  /** By the subresource status. */
  static void labelByStatus(KubernetesClient client, String namespace, String key, String value) {
    client
        .namespaces()
        .withName(namespace)
        .subresource("status")
        .patch(MERGE, metadata("labels", key, value).replace('\'', '"'));
  }

  /** By the subresource finalize, which takes the whole object. */
  static void labelByFinalize(KubernetesClient client, String name, String key, String value) {
    Namespace namespace = client.namespaces().withName(name).get();
    namespace.getMetadata().getLabels().put(key, value);
    client.raw("/api/v1/namespaces/" + name + "/finalize", "PUT", namespace);
  }

  static void annotate(KubernetesClient client, String namespace, String key, String value) {
    patch(client.namespaces().withName(namespace), metadata("annotations", key, value));
  }

  private static String metadata(String map, String key, String value) {
    return "{'metadata':{'%s':{'%s':%s}}}"
        .formatted(map, key, value == null ? "null" : "'" + value + "'");
  }

  static void createNamespace(KubernetesClient client, String name, String key, String value) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(key, value)
                .endMetadata()
                .build())
        .create();
  }

  /** Gives mallory a role. */
  static void bind(KubernetesClient client, String namespace, String role) {
    RoleBinding binding =
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName("t-binding")
            .withNamespace(namespace)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
            .addNewSubject("rbac.authorization.k8s.io", "User", "mallory", null)
            .build();
    client.resource(binding).create();
  }
}
