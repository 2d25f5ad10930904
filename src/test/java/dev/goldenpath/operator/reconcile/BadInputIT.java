package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Objects that an older, looser schema let in where no guardrail stood: each is stalled alone, and
 * no other is hurt.
 */
class BadInputIT extends WithOperator {
  private static final String CRD = "goldenservices.goldenpath.dev";

  @BeforeAll
  void removeGuardrails() {
    new Installation(controlPlane.admin()).removeGuardrails();
  }

  @AfterAll
  void installGuardrails() {
    new Installation(controlPlane.admin()).installOperatorResources();
  }

  @Test
  void an_object_that_cannot_be_read_is_stalled_alone(FreshName name) {
    String healthy = name.value();
    services.createReady(healthy, "bronze");
    loosenSchema(controlPlane);
    try {
      // The API server takes a moment to serve another schema.
      await()
          .ignoreExceptions()
          .untilAsserted(() -> apply(healthy + "-tier", "{ team: payments, tier: { not: text } }"));
      apply(healthy + "-team", "{ team: [1, 2], tier: gold }");
      apply(healthy + "-number", "{ team: payments, tier: 3000000000 }");
      apply(healthy + "-unknown", "{ team: payments, tier: iron, extra: { deep: [1] } }");
      apply(healthy + "-text", "just text");

      services.awaitCondition(healthy + "-tier", "Stalled", "True", "InvalidSpec");
      services.awaitCondition(healthy + "-team", "Stalled", "True", "InvalidSpec");
      services.awaitCondition(healthy + "-number", "Stalled", "True", "InvalidSpec");
      services.awaitCondition(healthy + "-text", "Stalled", "True", "InvalidSpec");
      assertThat(
              services
                  .awaitCondition(healthy + "-unknown", "Stalled", "True", "InvalidSpec")
                  .getStatus()
                  .conditions())
          .anySatisfy(
              condition ->
                  assertThat(condition.message())
                      .isEqualTo(
                          "spec.tier: \"iron\" must be one of " + String.join(", ", Tier.names())));

      whileDown(() -> {});
      services.createReady(healthy + "-after", "bronze");
      services.awaitReady(healthy);
      assertThat(operator.died()).isFalse();
      assertThat(operator.isHealthy()).isTrue();

      for (String bad : new String[] {"-tier", "-team", "-number", "-unknown", "-text"}) {
        services.resource(healthy + bad).delete();
        services.awaitGone(healthy + bad);
      }
    } finally {
      new Installation(controlPlane.admin()).installOurCrds();
    }
  }

  @Test
  void the_platforms_own_namespace_is_refused_with_a_reason() {
    services.create("golden-service-system", "gold");
    services.awaitCondition("golden-service-system", "Stalled", "True", "NameReserved");

    services.resource("golden-service-system").delete();
    services.awaitGone("golden-service-system");
    assertThat(controlPlane.admin().namespaces().withName("golden-service-system").get())
        .isNotNull();
  }

  private void apply(String name, String spec) {
    controlPlane
        .admin()
        .resource(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenService
            metadata: { name: %s }
            spec: %s
            """
                .formatted(name, spec))
        .create();
  }

  private static void loosenSchema(ControlPlane controlPlane) {
    controlPlane
        .admin()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(CRD)
        .edit(
            (CustomResourceDefinition crd) -> {
              JSONSchemaProps root =
                  crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
              JSONSchemaProps anything = new JSONSchemaProps();
              anything.setXKubernetesPreserveUnknownFields(true);
              root.setProperties(
                  Map.of("spec", anything, "status", root.getProperties().get("status")));
              return crd;
            });
  }
}
