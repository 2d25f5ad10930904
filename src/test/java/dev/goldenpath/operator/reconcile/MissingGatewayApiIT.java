package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithWorkloads;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster in which the Gateway API has other routes alone. */
class MissingGatewayApiIT extends WithWorkloads {
  private static final String OTHER_ROUTES =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: grpcroutes.gateway.networking.k8s.io
        annotations: { api-approved.kubernetes.io: unapproved }
      spec:
        group: gateway.networking.k8s.io
        scope: Namespaced
        names: { kind: GRPCRoute, plural: grpcroutes, singular: grpcroute }
        versions:
          - name: v1
            served: true
            storage: true
            schema: { openAPIV3Schema: { type: object } }
      """;

  @BeforeAll
  void onlyOtherRoutes(ControlPlane shared) {
    operator.close();
    new Installation(shared.admin()).apply(OTHER_ROUTES);
    shared.kubectl("delete", "crd", "httproutes.gateway.networking.k8s.io");
    operator = RunningOperator.start(shared.operator(), pathFile());
  }

  @AfterAll
  void restore(ControlPlane shared) {
    new Installation(shared.admin()).installGatewayApi();
  }

  @Test
  void the_pods_run_and_the_route_waits_for_its_api(FreshName name) {
    run(name.value(), "bronze", Map.of());
    services.awaitCondition(name.value(), "RouteReady", "False", "ApiNotInstalled");
    services.awaitCondition(name.value(), "WorkloadReady", "True", "RolledOut");
    assertThat(
            GoldenServices.condition(services.get(name.value()), "RouteReady")
                .map(StatusCondition::message))
        .hasValue(
            "waiting for the API httproutes.gateway.networking.k8s.io to be installed in the cluster");
    assertThat(services.get(name.value()).getStatus().firstReady()).isNotNull();

    new Installation(client).installGatewayApi();
    services.awaitReady(name.value());
    assertThat(services.get(name.value()).getStatus().url())
        .isEqualTo("https://" + name.value() + ".apps.example.com");
  }
}
