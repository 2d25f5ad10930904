package dev.goldenpath.operator.guardrails;

import static dev.goldenpath.operator.guardrails.Attack.bind;
import static dev.goldenpath.operator.guardrails.Attack.patch;
import static dev.goldenpath.operator.guardrails.Attack.service;

import dev.goldenpath.operator.api.GoldenService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a hostile tenant tries when the straight way is closed: another verb, subresource or kind of
 * request, a name that is not named, another's hands.
 */
class TenantDetourIT extends WithTwoTeams {
  private static final String NOT_THE_TEAM = "you may not act for team \"payments\"";
  private static final String OURS = "{'app.kubernetes.io/managed-by':'golden-service-operator'}";
  private static final String LABEL_DENIED =
      "metadata.labels: app.kubernetes.io/managed-by=golden-service-operator is reserved for objects that";
  private static final String DISOWNED =
      "{'metadata':{'ownerReferences':[{'apiVersion':'v1','kind':'Namespace','name':'x','uid':'x'}]}}";

  private static final List<Attack> ATTACKS =
      List.of(
          new Attack("a ConfigMap that fills caches", c -> create(c, map("t-big")), LABEL_DENIED),
          new Attack(
              "one of no certain name",
              c ->
                  create(
                      c,
                      map(null).edit().editMetadata().withGenerateName("t-").endMetadata().build()),
              LABEL_DENIED),
          new Attack("one by server-side apply", c -> apply(c, map("t-big")), LABEL_DENIED),
          new Attack(
              "one that was there before",
              c -> {
                var plain = new ConfigMapBuilder(map("t-plain")).editMetadata().withLabels(null);
                create(c, plain.endMetadata().build());
                apply(c, map("t-plain"));
              },
              LABEL_DENIED),
          new Attack(
              "alerts that fill caches",
              c ->
                  c.resource(
                          """
                          apiVersion: monitoring.coreos.com/v1
                          kind: PrometheusRule
                          metadata: { name: t-big, namespace: t-sly, labels: %s }
                          spec: {}
                          """
                              .formatted(OURS.replace(":", ": ")))
                      .create(),
              LABEL_DENIED),
          new Attack(
              "the name of the ingress controller's namespace, in a dry run",
              c -> Attack.dryRun(c, "ingress-nginx", "search"),
              "\"ingress-nginx\" is reserved: other services trust"),
          new Attack(
              "the namespace that lets in the ingress controller",
              c -> Attack.create(c, "ingress-nginx", "search"),
              "\"ingress-nginx\" is reserved: other services trust"),
          new Attack(
              "the namespace of Prometheus",
              c -> Attack.create(c, "monitoring", "search"),
              "\"monitoring\" is reserved: other services trust"),
          new Attack(
              "the namespace of the database operator",
              c -> Attack.create(c, "cnpg-system", "search"),
              "\"cnpg-system\" is reserved: other services trust"),
          new Attack(
              "a name of the cluster, made up by the server",
              c -> {
                GoldenService service = service(c, "t-sly").get();
                service.getMetadata().setName(null);
                service.getMetadata().setGenerateName("kube-");
                service.getMetadata().setResourceVersion(null);
                c.resource(service).create();
              },
              "metadata.name is reserved"),
          new Attack(
              "another team's service replaced",
              c -> {
                GoldenService service = service(c, "t-neighbour").get();
                service.getSpec().setTeam("search");
                c.resource(service).update();
              },
              NOT_THE_TEAM),
          new Attack(
              "another team's service applied by server-side apply",
              c -> {
                GoldenService service = service(c, "t-sly").get();
                service.getMetadata().setName("t-neighbour");
                service.getMetadata().setManagedFields(null);
                service.getMetadata().setResourceVersion(null);
                service.getMetadata().setUid(null);
                apply(c, service);
              },
              NOT_THE_TEAM),
          new Attack(
              "every service at once",
              c -> c.raw("/apis/goldenpath.dev/v1alpha1/goldenservices", "DELETE", null),
              "cannot deletecollection resource \"goldenservices\""),
          new Attack(
              "a namespace left to the garbage collector",
              c -> patch(c.namespaces().withName("t-neighbour"), DISOWNED),
              "metadata.ownerReferences: the namespace belongs to a GoldenService"),
          new Attack(
              "the same by /status",
              c ->
                  c.namespaces()
                      .withName("t-neighbour")
                      .subresource("status")
                      .patch(PatchContext.of(PatchType.JSON_MERGE), DISOWNED.replace('\'', '"')),
              "metadata.ownerReferences: the namespace belongs to a GoldenService"),
          new Attack(
              "a namespace that goes before what is in it",
              c -> {
                Namespace namespace = c.namespaces().withName("t-neighbour").get();
                namespace.getSpec().setFinalizers(null);
                c.raw("/api/v1/namespaces/t-neighbour/finalize", "PUT", namespace);
              },
              "spec.finalizers: the namespace belongs to a GoldenService"),
          new Attack(
              "the operator's own token",
              c -> c.raw(serviceAccounts() + "/golden-service-operator/token", "POST", "{}"),
              "cannot create resource \"serviceaccounts/token\""),
          new Attack(
              "the operator's lease",
              c ->
                  c.leases()
                      .inNamespace("golden-service-system")
                      .withName("golden-service-operator")
                      .delete(),
              "cannot delete resource \"leases\""),
          new Attack(
              "a path document of one's own",
              c -> create(c, in("golden-service-system", map("golden-service-path"))),
              "cannot create resource \"configmaps\""),
          new Attack(
              "a guardrail unbound",
              c ->
                  c.raw(
                      "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/golden-service-team",
                      "DELETE",
                      null),
              "cannot delete resource \"validatingadmissionpolicybindings\""),
          new Attack(
              "the role of a component owner",
              c -> bind(c, "t-sly", "golden-component-owner"),
              "cannot create resource \"rolebindings\""));

  private KubernetesClient mallory;

  @Override
  String victim() {
    return "t-neighbour";
  }

  @Override
  String own() {
    return "t-sly";
  }

  @BeforeAll
  void actAsATenant() {
    mallory = mallory();
  }

  @AfterAll
  void close() {
    mallory.close();
  }

  @TestFactory
  Stream<DynamicTest> each_is_refused() {
    return ATTACKS.stream().map(attack -> refused(attack, mallory));
  }

  private static String serviceAccounts() {
    return "/api/v1/namespaces/golden-service-system/serviceaccounts";
  }

  private static void create(KubernetesClient client, ConfigMap map) {
    client.resource(map).create();
  }

  private static void apply(KubernetesClient client, HasMetadata object) {
    client
        .resource(object)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("golden-service-operator")
                .withForce(true)
                .build());
  }

  private static ConfigMap map(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("t-sly")
        .addToLabels("app.kubernetes.io/managed-by", "golden-service-operator")
        .endMetadata()
        .build();
  }

  private static ConfigMap in(String namespace, ConfigMap map) {
    return map.edit().editMetadata().withNamespace(namespace).endMetadata().build();
  }
}
