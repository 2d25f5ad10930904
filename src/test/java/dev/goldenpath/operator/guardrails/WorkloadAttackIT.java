package dev.goldenpath.operator.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.GoldenServices;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What an image opens: to a developer of another team, and to whoever stole the operator's token.
 */
class WorkloadAttackIT extends WithTwoTeams {
  private static final String NOT_THE_HOST = "is not a host of this service";
  private static final String NO_CONTAINER = "adds neither volumes nor containers beside app";
  private static final String NO_CREDENTIALS = "no credentials but those of the service's";
  private static final String NO_TOKEN =
      "only as the ServiceAccount that is named as the namespace";

  private static final String PLAIN =
      "serviceAccountName: t-shop, automountServiceAccountToken: false";

  private static final List<Attack> OF_A_TENANT =
      List.of(
          new Attack(
              "the host of another team",
              c -> create(c, route("\"t-shop.apps.example.com\"")),
              NOT_THE_HOST),
          new Attack(
              "every host of the platform",
              c -> create(c, route("\"*.apps.example.com\"")),
              NOT_THE_HOST),
          new Attack(
              "a host that begins as one's own",
              c -> create(c, route("\"t-rival-shop.apps.example.com\"")),
              NOT_THE_HOST),
          new Attack(
              "no host, which is all of them",
              c -> create(c, route("")),
              "is empty, which takes the requests to every host"),
          new Attack(
              "the requests of another namespace let in",
              c ->
                  create(
                      c,
                      """
                      apiVersion: gateway.networking.k8s.io/v1beta1
                      kind: ReferenceGrant
                      metadata: { name: g, namespace: t-rival }
                      spec: { from: [], to: [] }
                      """),
              "cannot create resource \"referencegrants\""),
          new Attack(
              "another team's pods",
              c ->
                  c.apps()
                      .deployments()
                      .inNamespace("t-shop")
                      .withName("t-shop")
                      .patch("{\"spec\":{\"replicas\":0}}"),
              "cannot get resource \"deployments\""),
          new Attack(
              "another team's route",
              c ->
                  c.genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
                      .inNamespace("t-shop")
                      .withName("t-shop")
                      .delete(),
              "cannot delete resource \"httproutes\""),
          new Attack(
              "a Deployment in the operator's cache",
              c -> create(c, labelled("apps/v1", "Deployment")),
              "is reserved for objects that"),
          new Attack(
              "a Service in the operator's cache",
              c -> create(c, labelled("v1", "Service")),
              "is reserved for objects that"),
          new Attack(
              "the files of the node",
              c ->
                  create(
                      c,
                      """
                      apiVersion: v1
                      kind: Pod
                      metadata: { name: p, namespace: t-rival }
                      spec:
                        containers: [{ name: app, image: x }]
                        volumes: [{ name: host, hostPath: { path: / } }]
                      """),
              "violates PodSecurity"),
          new Attack(
              "a patch of the pods' volumes",
              c ->
                  Attack.patch(
                      Attack.service(c, "t-rival"),
                      "{'metadata':{'annotations':{'patch.goldenpath.dev/workload':'{}'}}}"),
              "requires the verb patch on components.goldenpath.dev"),
          new Attack(
              "an image of two lines",
              c -> Attack.patch(Attack.service(c, "t-rival"), "{'spec':{'image':'a\\nb'}}"),
              "spec.image: Invalid value"));

  private static final List<Attack> WITH_THE_TOKEN =
      List.of(
          new Attack(
              "the token of another ServiceAccount",
              c -> create(c, pods("serviceAccountName: default", "", "")),
              NO_TOKEN),
          new Attack(
              "the token itself",
              c -> create(c, pods("automountServiceAccountToken: true", "", "")),
              NO_TOKEN),
          new Attack(
              "the network of the node",
              c -> create(c, pods(PLAIN + ", hostNetwork: true", "", "")),
              NO_TOKEN),
          new Attack(
              "the files of the node",
              c ->
                  create(
                      c, pods(PLAIN + ", volumes: [{ name: v, hostPath: { path: / } }]", "", "")),
              NO_CONTAINER),
          new Attack(
              "a Secret as a file",
              c ->
                  create(
                      c,
                      pods(PLAIN + ", volumes: [{ name: v, secret: { secretName: x } }]", "", "")),
              NO_CONTAINER),
          new Attack(
              "a container beside the app",
              c -> create(c, pods(PLAIN, "", ", { name: other, image: x }")),
              NO_CONTAINER),
          new Attack(
              "a container before the app",
              c -> create(c, pods(PLAIN + ", initContainers: [{ name: i, image: x }]", "", "")),
              NO_CONTAINER),
          new Attack(
              "a Secret as a variable",
              c ->
                  create(
                      c,
                      pods(
                          PLAIN,
                          ", env: [{ name: A, valueFrom: { secretKeyRef: { name: tls, key: k } } }]",
                          "")),
              NO_CREDENTIALS),
          new Attack(
              "all of a Secret",
              c -> create(c, pods(PLAIN, ", envFrom: [{ secretRef: { name: tls } }]", "")),
              NO_CREDENTIALS),
          new Attack(
              "a privileged container",
              c -> create(c, pods(PLAIN, ", securityContext: { privileged: true }", "")),
              "disallowed by cluster policy"),
          new Attack(
              "the network's administration",
              c ->
                  create(
                      c,
                      pods(PLAIN, ", securityContext: { capabilities: { add: [NET_ADMIN] } }", "")),
              NO_CREDENTIALS),
          new Attack(
              "an address outside the cluster",
              c -> create(c, service("type: LoadBalancer")),
              "makes Services inside the cluster alone"),
          new Attack(
              "the address of somebody else",
              c -> create(c, service("externalIPs: [192.0.2.1]")),
              "makes Services inside the cluster alone"),
          new Attack(
              "a ServiceAccount with a token",
              c ->
                  create(
                      c,
                      """
                      apiVersion: v1
                      kind: ServiceAccount
                      metadata: { name: a, namespace: t-shop }
                      """),
              "makes ServiceAccounts whose token no pod gets"),
          new Attack(
              "a Deployment in kube-system",
              c ->
                  create(
                      c,
                      pods(PLAIN, "", "")
                          .replace("namespace: t-shop", "namespace: kube-system")
                          .replace(
                              "serviceAccountName: t-shop", "serviceAccountName: kube-system")),
              "kube-system is not one of them"),
          new Attack(
              "what runs is stopped",
              c -> c.apps().deployments().inNamespace("t-shop").withName("t-shop").delete(),
              "cannot delete resource \"deployments\""),
          new Attack(
              "the host of another service",
              c ->
                  create(c, route("\"t-rival.apps.example.com\"").replace("t-rival }", "t-shop }")),
              NOT_THE_HOST));

  private KubernetesClient mallory;
  private KubernetesClient thief;

  @Override
  String victim() {
    return "t-shop";
  }

  @Override
  String own() {
    return "t-rival";
  }

  @BeforeAll
  void attackers(ControlPlane shared) {
    mallory = mallory();
    thief =
        shared.as(
            "system:serviceaccount:golden-service-system:golden-service-operator",
            "system:serviceaccounts",
            "system:serviceaccounts:golden-service-system",
            "system:authenticated");
  }

  @AfterAll
  void close() {
    mallory.close();
    thief.close();
  }

  @TestFactory
  Stream<DynamicTest> a_tenant_is_refused() {
    return OF_A_TENANT.stream().map(attack -> refused(attack, mallory));
  }

  @TestFactory
  Stream<DynamicTest> the_operators_token_is_refused() {
    return WITH_THE_TOKEN.stream().map(attack -> refused(attack, thief));
  }

  @Test
  void a_host_may_be_lent_by_the_platform() {
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: t-host }
            rules:
              - apiGroups: [goldenpath.dev]
                resources: [hosts]
                resourceNames: [www.example.com]
                verbs: [use]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: t-host }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: t-host }
            subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: mallory }]
            """);
    await()
        .ignoreExceptions()
        .untilAsserted(() -> mallory.resource(route("www.example.com")).dryRun().create());
  }

  /** Whoever may patch at all may not patch these. */
  @Test
  void a_patch_reaches_neither_volumes_nor_the_service() {
    controlPlane.kubectl(
        "patch", "gsvc", own(), "--type=merge", "-p", "{\"spec\":{\"image\":\"acme/shop:1\"}}");
    for (String patch :
        List.of(
            "{\"Deployment\":{\"spec\":{\"template\":{\"spec\":{\"volumes\":[{\"name\":\"v\"}]}}}}}",
            "{\"Deployment\":{\"spec\":{\"template\":{\"spec\":{\"serviceAccountName\":\"x\"}}}}}",
            "{\"Service\":{\"spec\":{\"type\":\"LoadBalancer\"}}}")) {
      services.annotate(own(), Map.of("patch.goldenpath.dev/workload", patch));
      services.awaitCondition(own(), "HatchesAccepted", "False", "Rejected");
      assertThat(
              GoldenServices.condition(services.get(own()), "HatchesAccepted")
                  .orElseThrow()
                  .message())
          .contains("is not patchable");
    }
    assertThat(
            controlPlane
                .admin()
                .services()
                .inNamespace(own())
                .withName(own())
                .get()
                .getSpec()
                .getType())
        .isEqualTo("ClusterIP");
  }

  @Test
  void a_moving_tag_is_warned_of() {
    for (String image : List.of("acme/shop", "acme/shop:latest", "registry:5000/shop")) {
      assertThat(warningsOf(image)).contains("may be another image tomorrow");
    }
    for (String image : List.of("acme/shop:1", "acme/shop@sha256:" + "0".repeat(64))) {
      assertThat(warningsOf(image)).doesNotContain("another image tomorrow");
    }
  }

  /** What kubectl prints beside its answer when the service gets that image. */
  private String warningsOf(String image) {
    return controlPlane
        .kubectlResult(
            "patch",
            "gsvc",
            own(),
            "--type=merge",
            "-p",
            "{\"spec\":{\"image\":\"" + image + "\"}}")
        .stderr();
  }

  private static void create(KubernetesClient client, String yaml) {
    client.resource(yaml).create();
  }

  private static String route(String hosts) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: { name: r, namespace: t-rival }
    spec: { hostnames: [%s] }
    """
        .formatted(hosts);
  }

  private static String labelled(String version, String kind) {
    return """
    apiVersion: %s
    kind: %s
    metadata:
      name: t-rival
      namespace: t-rival
      labels: { app.kubernetes.io/managed-by: golden-service-operator }
    spec:
      selector: { matchLabels: { a: b } }
      template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: x }] } }
    """
        .formatted(version, kind)
        .replace(
            kind.equals("Service") ? "  selector: { matchLabels: { a: b } }" : "\0",
            "  ports: [{ port: 80 }]")
        .replaceAll(kind.equals("Service") ? "  template: .*\n" : "\0", "");
  }

  private static String service(String spec) {
    return """
    apiVersion: v1
    kind: Service
    metadata: { name: s, namespace: t-shop }
    spec: { ports: [{ port: 80 }], %s }
    """
        .formatted(spec);
  }

  private static String pods(String pod, String app, String others) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: d, namespace: t-shop }
    spec:
      selector: { matchLabels: { a: b } }
      template:
        metadata: { labels: { a: b } }
        spec: { containers: [{ name: app, image: x%s }%s], %s }
    """
        .formatted(app, others, pod);
  }
}
