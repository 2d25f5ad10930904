package dev.goldenpath.operator.guardrails;

import static dev.goldenpath.operator.guardrails.Attack.bind;
import static dev.goldenpath.operator.guardrails.Attack.create;
import static dev.goldenpath.operator.guardrails.Attack.createNamespace;
import static dev.goldenpath.operator.guardrails.Attack.label;
import static dev.goldenpath.operator.guardrails.Attack.patch;
import static dev.goldenpath.operator.guardrails.Attack.service;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What whoever stole the operator's token tries: by impersonation, so that the audit log does not
 * count it as the operator's.
 */
class StolenTokenIT extends WithTwoTeams {
  private static final List<Attack> ATTACKS =
      List.of(
          new Attack(
              "secrets",
              c -> c.secrets().inNamespace("t-robbed").list(),
              "cannot list resource \"secrets\""),
          new Attack(
              "a pod",
              c ->
                  c.resource(
                          new PodBuilder()
                              .withNewMetadata()
                              .withName("p")
                              .withNamespace("t-robbed")
                              .endMetadata()
                              .build())
                      .create(),
              "cannot create resource \"pods\""),
          new Attack(
              "a binding to cluster-admin",
              c -> bind(c, "t-robbed", "cluster-admin"),
              "attempting to grant RBAC permissions not currently held"),
          new Attack(
              "a binding in kube-system",
              c -> bind(c, "kube-system", "golden-developer"),
              "kube-system is not one of them"),
          new Attack(
              "a ConfigMap in kube-system",
              c ->
                  c.resource(
                          new ConfigMapBuilder()
                              .withNewMetadata()
                              .withName("c")
                              .withNamespace("kube-system")
                              .endMetadata()
                              .build())
                      .create(),
              "kube-system is not one of them"),
          new Attack(
              "kube-system made ours",
              c ->
                  label(
                      c, "kube-system", "app.kubernetes.io/managed-by", "golden-service-operator"),
              "kube-system is not one of them"),
          new Attack(
              "default deleted",
              c -> c.namespaces().withName("default").delete(),
              "this namespace may not be deleted"),
          new Attack(
              "a namespace that is not ours",
              c -> createNamespace(c, "t-forged", "a", "b"),
              "t-forged is not one of them"),
          new Attack(
              "a service given to another team",
              c -> patch(service(c, "t-robbed"), "{'spec':{'team':'search'}}"),
              "the content of services belongs to their team"),
          new Attack(
              "a hatch for a service",
              c ->
                  patch(
                      service(c, "t-robbed"),
                      "{'metadata':{'annotations':{'eject.goldenpath.dev/network':'x'}}}"),
              "the content of services belongs to their team"),
          new Attack(
              "a service left to the garbage collector",
              c ->
                  patch(
                      service(c, "t-robbed"),
                      "{'metadata':{'ownerReferences':[{'apiVersion':'v1','kind':'Namespace','name':'x','uid':'x'}]}}"),
              "the content of services belongs to their team"),
          new Attack(
              "a label that others select services by",
              c -> patch(service(c, "t-robbed"), "{'metadata':{'labels':{'team':'search'}}}"),
              "the content of services belongs to their team"),
          new Attack(
              "a GoldenService",
              c -> create(c, "t-new", "payments"),
              "cannot create resource \"goldenservices\""));

  private KubernetesClient thief;

  @Override
  String victim() {
    return "t-robbed";
  }

  @Override
  String own() {
    return "t-bystander";
  }

  @BeforeAll
  void steal() {
    thief =
        controlPlane.as(
            "system:serviceaccount:golden-service-system:golden-service-operator",
            "system:serviceaccounts",
            "system:serviceaccounts:golden-service-system",
            "system:authenticated");
  }

  @AfterAll
  void close() {
    thief.close();
  }

  @TestFactory
  Stream<DynamicTest> each_is_refused() {
    return ATTACKS.stream().map(attack -> refused(attack, thief));
  }
}
