package dev.goldenpath.operator.guardrails;

import static dev.goldenpath.operator.guardrails.Attack.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.FreshName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What an older, looser schema let in is no reason for a guardrail to fail: then nobody could
 * delete it, and the operator could not let it go.
 */
class UnreadableServiceIT extends WithOperatorDown {
  private static final String ANYTHING =
      """
      [{"op": "replace", "path": "/spec/versions/0/schema/openAPIV3Schema",
        "value": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}]
      """;

  private static final List<String> SPECS =
      List.of("{}", "null", "just text", "{ team: [1, 2] }", "{ deletionPolicy: [] }");

  @AfterEach
  void tighten() {
    new Installation(admin).installOperatorResources();
  }

  @Test
  void the_platform_team_deletes_it_and_the_operator_lets_it_go(FreshName name) {
    new Installation(admin).removeGuardrails();
    controlPlane.kubectl(
        "patch", "crd", "goldenservices.goldenpath.dev", "--type=json", "--patch", ANYTHING);
    for (int i = 0; i < SPECS.size(); i++) {
      String spec = SPECS.get(i);
      FreshName each = new FreshName(name.value() + "-" + i);
      await()
          .ignoreExceptionsInstanceOf(KubernetesClientException.class)
          .until(() -> create(each, spec));
    }
    new Installation(admin).installRights();
    await().until(() -> isGuarded(new FreshName(name.value() + "-0")));

    for (int i = 0; i < SPECS.size(); i++) {
      FreshName each = new FreshName(name.value() + "-" + i);
      of(admin, each).delete();
      patch(of(operator, each), "{'metadata':{'finalizers':null}}");
      assertThat(services.get(each.value())).as(SPECS.get(i)).isNull();
    }
  }

  private boolean create(FreshName name, String spec) {
    admin
        .resource(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenService
            metadata: { name: %s, finalizers: [goldenpath.dev/release] }
            spec: %s
            """
                .formatted(name.value(), spec))
        .create();
    return true;
  }

  /** A policy takes effect a moment after it was written. */
  private boolean isGuarded(FreshName name) {
    try {
      of(dora, name).dryRun().delete();
      return false;
    } catch (KubernetesClientException e) {
      return e.getMessage().contains("golden-service-team");
    }
  }
}
