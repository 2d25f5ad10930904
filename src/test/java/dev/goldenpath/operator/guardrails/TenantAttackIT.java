package dev.goldenpath.operator.guardrails;

import static dev.goldenpath.operator.guardrails.Attack.annotate;
import static dev.goldenpath.operator.guardrails.Attack.bind;
import static dev.goldenpath.operator.guardrails.Attack.create;
import static dev.goldenpath.operator.guardrails.Attack.createNamespace;
import static dev.goldenpath.operator.guardrails.Attack.label;
import static dev.goldenpath.operator.guardrails.Attack.labelByFinalize;
import static dev.goldenpath.operator.guardrails.Attack.labelByStatus;
import static dev.goldenpath.operator.guardrails.Attack.patch;
import static dev.goldenpath.operator.guardrails.Attack.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a hostile tenant tries. */
class TenantAttackIT extends WithTwoTeams {
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String OPERATOR = "golden-service-operator";
  private static final String NOT_THE_TEAM = "you may not act for team \"payments\"";

  private static final List<Attack> ATTACKS =
      List.of(
          new Attack(
              "a service for another team", c -> create(c, "t-new", "payments"), NOT_THE_TEAM),
          new Attack(
              "a change of another team's service",
              c -> patch(service(c, "t-victim"), "{'spec':{'tier':'gold'}}"),
              NOT_THE_TEAM),
          new Attack(
              "a hatch on another team's service",
              c ->
                  patch(
                      service(c, "t-victim"),
                      "{'metadata':{'annotations':{'goldenpath.dev/paused':'other: x'}}}"),
              NOT_THE_TEAM),
          new Attack(
              "another team's service made one's own",
              c -> patch(service(c, "t-victim"), "{'spec':{'team':'search'}}"),
              NOT_THE_TEAM),
          new Attack(
              "a service given to another team",
              c -> patch(service(c, "t-own"), "{'spec':{'team':'payments'}}"),
              NOT_THE_TEAM),
          new Attack(
              "another team's service deleted", c -> service(c, "t-victim").delete(), NOT_THE_TEAM),
          new Attack(
              "a team that is the cluster's",
              c -> create(c, "t-new", "system:masters"),
              "the prefix system: belongs to the cluster"),
          new Attack(
              "a name of the cluster",
              c -> create(c, "kube-public", "search"),
              "metadata.name is reserved"),
          new Attack(
              "the operator's own name",
              c -> create(c, "golden-service-system", "search"),
              "\"golden-service-system\" is reserved"),
          new Attack(
              "data deleted by one slip",
              c -> service(c, "t-own").delete(),
              "confirm it with the annotation goldenpath.dev/confirm-deletion=t-own"),
          new Attack(
              "a patch applied with the operator's rights",
              c ->
                  patch(
                      service(c, "t-own"),
                      "{'metadata':{'annotations':{'patch.goldenpath.dev/limits':'{}'}}}"),
              "patch.goldenpath.dev/limits: the operator would apply it with its own rights, so it requires the verb patch on components.goldenpath.dev"),
          new Attack(
              "another patch in place of one that was allowed",
              c ->
                  patch(
                      service(c, "t-own"),
                      "{'metadata':{'annotations':{'patch.goldenpath.dev/network':'{ }'}}}"),
              "patch.goldenpath.dev/network: the operator would apply it with its own rights"),
          new Attack(
              "a status of one's own",
              c ->
                  service(c, "t-own")
                      .subresource("status")
                      .patch("{\"status\":{\"namespace\":\"kube-system\"}}"),
              "cannot patch resource \"goldenservices/status\""),
          new Attack(
              "a namespace that looks like ours",
              c -> createNamespace(c, "t-forged", MANAGED_BY, OPERATOR),
              MANAGED_BY + " says who owns the namespace"),
          new Attack(
              "a namespace that looks like a team's",
              c -> createNamespace(c, "t-forged", "goldenpath.dev/team", "payments"),
              "goldenpath.dev/team says who owns the namespace"),
          new Attack(
              "the owner stripped off",
              c -> label(c, "t-victim", MANAGED_BY, null),
              MANAGED_BY + " says who owns the namespace"),
          new Attack(
              "the owner stripped off by /status",
              c -> labelByStatus(c, "t-victim", MANAGED_BY, null),
              MANAGED_BY + " says who owns the namespace"),
          new Attack(
              "the team changed by /finalize",
              c -> labelByFinalize(c, "t-victim", "goldenpath.dev/team", "search"),
              "goldenpath.dev/team says who owns the namespace"),
          new Attack(
              "the team changed",
              c -> label(c, "t-victim", "goldenpath.dev/team", "search"),
              "goldenpath.dev/team says who owns the namespace"),
          new Attack(
              "the uid of another service",
              c -> annotate(c, "t-victim", "goldenpath.dev/service-uid", "x"),
              "goldenpath.dev/service-uid says who owns the namespace"),
          new Attack(
              "another team's namespace offered",
              c -> label(c, "t-victim", "goldenpath.dev/adoptable", "t-victim"),
              "goldenpath.dev/adoptable says who owns the namespace"),
          new Attack(
              "pod security relaxed",
              c -> label(c, "t-own", "pod-security.kubernetes.io/enforce", "privileged"),
              "pod-security.kubernetes.io/enforce says who owns the namespace"),
          new Attack(
              "another team's namespace deleted",
              c -> c.namespaces().withName("t-victim").delete(),
              "the namespace belongs to a GoldenService"),
          new Attack(
              "a larger quota of one's own",
              c ->
                  patch(
                      c.resourceQuotas().inNamespace("t-own").withName("golden-quota"),
                      "{'spec':{'hard':{'pods':'999'}}}"),
              "cannot patch resource \"resourcequotas\""),
          new Attack(
              "one's own network policy",
              c ->
                  c.network()
                      .v1()
                      .networkPolicies()
                      .inNamespace("t-own")
                      .withName("default-deny")
                      .delete(),
              "cannot delete resource \"networkpolicies\""),
          new Attack(
              "Prometheus' own token sent to a server of one's own",
              c ->
                  c.genericKubernetesResources("monitoring.coreos.com/v1", "ServiceMonitor")
                      .inNamespace("t-own")
                      .withName("t-own")
                      .patch(
                          "{\"spec\":{\"endpoints\":[{\"bearerTokenFile\":\"/var/run/secrets/token\"}]}}"),
              "cannot patch resource \"servicemonitors\""),
          new Attack(
              "more people let in",
              c -> bind(c, "t-own", "golden-developer"),
              "cannot create resource \"rolebindings\""),
          new Attack(
              "another team's secrets",
              c -> c.secrets().inNamespace("t-victim").list(),
              "cannot list resource \"secrets\""));

  private KubernetesClient mallory;

  @Override
  String victim() {
    return "t-victim";
  }

  @Override
  String own() {
    return "t-own";
  }

  /** The platform team has set a patch; what a tenant leaves alone does not hold it up. */
  @BeforeAll
  void patchByThePlatform() {
    services.annotate(own(), "patch.goldenpath.dev/network", "{}");
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

  @Test
  void what_is_ones_own_is_let() {
    patch(service(mallory, own()), "{'spec':{'tier':'silver'}}");
    label(mallory, own(), "example.org/ours", "yes");
    createNamespace(mallory, "t-mine", "goldenpath.dev/adoptable", "t-mine");
    assertThat(services.get(own()).getSpec().getTier()).isEqualTo("silver");
  }
}
