package dev.goldenpath.operator.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;

/** Team payments has a service that nobody else may touch, and team search has one of its own. */
abstract class WithTwoTeams extends WithOperator {
  private static final String FORGED = "t-forged";

  private Map<String, String> before;

  /** The service of team payments. */
  abstract String victim();

  /** The service of team search. */
  abstract String own();

  @BeforeAll
  void twoTeams() throws IOException {
    Installation installation = new Installation(controlPlane.admin());
    String team = Files.readString(Path.of("deploy", "examples", "team.yaml"));
    installation.apply(team);
    installation.apply(team.replace("payments", "search"));
    services.createReady(victim(), "bronze");
    services.create(own(), "search", "bronze", "Delete");
    services.makeReady(own());
    before = services.states(victim());
  }

  /**
   * A developer of team search, to be closed. Many platforms let tenants make namespaces, too: that
   * must not be a way around.
   */
  KubernetesClient mallory() {
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: t-namespaces }
            rules:
              - apiGroups: [""]
                resources: [namespaces, namespaces/status, namespaces/finalize]
                verbs: [get, create, update, patch, delete]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: t-namespaces }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: t-namespaces }
            subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: search }]
            """);
    return controlPlane.as("mallory", "search", "system:authenticated");
  }

  /** It is refused with the answer, and leaves no trace. */
  DynamicTest refused(Attack attack, KubernetesClient attacker) {
    return DynamicTest.dynamicTest(
        attack.what(),
        () -> {
          assertThatExceptionOfType(KubernetesClientException.class)
              .isThrownBy(() -> attack.attempt().accept(attacker))
              .withMessageContaining(attack.answer());
          assertThat(services.states(victim())).isEqualTo(before);
          assertThat(controlPlane.admin().namespaces().withName(FORGED).get()).isNull();
        });
  }
}
