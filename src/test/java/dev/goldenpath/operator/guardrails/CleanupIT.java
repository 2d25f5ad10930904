package dev.goldenpath.operator.guardrails;

import static dev.goldenpath.operator.guardrails.Attack.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.FreshName;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

/** Only the operator ends a deletion, and only it says what a service is like. */
class CleanupIT extends WithOperatorDown {
  private static final String HELD =
      "metadata.finalizers: only the operator removes goldenpath.dev/release";
  private static final String MISSING = "metadata.finalizers: goldenpath.dev/release is missing";
  private static final String NO_FINALIZER = "{'metadata':{'finalizers':null}}";

  @Test
  void nobody_else_ends_a_deletion(FreshName name) {
    living(name);
    patch(
        of(dora, name),
        "{'metadata':{'finalizers':['goldenpath.dev/release','example.org/other']}}");
    of(dora, name).delete();

    isDenied(HELD, () -> patch(of(dora, name), NO_FINALIZER));
    isDenied(
        HELD, () -> patch(of(dora, name), "{'metadata':{'finalizers':['example.org/other']}}"));
    isDenied(HELD, () -> replace(dora, name, service -> service.getMetadata().setFinalizers(null)));
    patch(of(dora, name), "{'metadata':{'finalizers':['goldenpath.dev/release']}}");
    patch(of(operator, name), NO_FINALIZER);
    assertThat(services.get(name.value())).isNull();
  }

  @Test
  void the_platform_team_may_end_one_that_no_operator_will(FreshName name) {
    dying(name, "{}");

    patch(of(admin, name), NO_FINALIZER);
    assertThat(services.get(name.value())).isNull();
  }

  /** As {@code kubectl replace} does, of a manifest that names no finalizer. */
  @Test
  void a_service_that_lost_the_finalizer_cannot_go_before_it_is_back(FreshName name) {
    living(name);
    seen(name);

    replace(dora, name, service -> service.getMetadata().setFinalizers(null));
    isDenied(MISSING, () -> of(dora, name).delete());
    patch(of(operator, name), "{'metadata':{'finalizers':['goldenpath.dev/release']}}");
    of(dora, name).delete();
    assertThat(services.get(name.value()).isMarkedForDeletion()).isTrue();
    remove(name);
  }

  @Test
  void the_platform_team_may_delete_one_without_it(FreshName name) {
    living(name);
    seen(name);
    patch(of(admin, name), NO_FINALIZER);

    of(admin, name).delete();
    assertThat(services.get(name.value())).isNull();
  }

  /** Nothing was built for it, so that there is nothing to clean up. */
  @Test
  void a_service_that_no_operator_saw_goes_without_it(FreshName name) {
    Attack.create(dora, name.value(), "payments");

    of(dora, name).delete();
    assertThat(services.get(name.value())).isNull();
  }

  /** An installation's own role may grant it, such as one for {@code goldenservices/*}. */
  @Test
  void nobody_else_writes_the_status_whatever_rbac_says(FreshName name) {
    new Installation(admin)
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: t-status }
            rules:
              - apiGroups: [goldenpath.dev]
                resources: [goldenservices, goldenservices/status]
                verbs: [get, patch, update]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: t-status }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: t-status }
            subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: stan }]
            """);
    living(name);
    String patch = "{\"status\":{\"namespace\":\"kube-system\"}}";

    try (KubernetesClient stan = controlPlane.as("stan", "system:authenticated")) {
      isDenied("status: only the operator writes it", () -> patchStatus(stan, name, patch));
    }
    assertThat(services.get(name.value()).getStatus().namespace()).isNull();
    patchStatus(admin, name, patch);
    seen(name);
    remove(name);
  }
}
