package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A field that the API server never lets change: the role of a binding. */
class ReplacementIT extends WithOperator {
  @TempDir private static Path folder;

  @BeforeEach
  void withAnOwnDocument() {
    developerRole("golden-developer");
    operator.close();
    operator = RunningOperator.start(controlPlane.operator(), Optional.of(document()));
  }

  @Test
  void another_role_reaches_services_that_are_there(FreshName name) {
    allowToBind("view");
    services.createReady(name.value(), "bronze");
    String uid = binding(name).getMetadata().getUid();

    developerRole("view");

    await().untilAsserted(() -> assertThat(role(name)).contains("view"));
    services.awaitReady(name.value());
    assertThat(binding(name).getMetadata().getUid()).isNotEqualTo(uid);
    assertThat(operator.repaired()).as("our own change is no drift").isEmpty();
    assertThat(
            controlPlane.admin().rbac().roleBindings().inNamespace(name.value()).list().getItems())
        .hasSize(1);
  }

  @Test
  void a_role_that_may_not_be_bound_leaves_access_as_it_was(FreshName name) {
    services.createReady(name.value(), "bronze");
    RoleBinding before = binding(name);

    developerRole("cluster-admin");

    services.awaitCondition(name.value(), "AccessReady", "False", "ApplyRefused");
    services.awaitCondition(name.value(), "Stalled", "True", "AccessBlocked");
    assertThat(
            GoldenServices.condition(services.get(name.value()), "AccessReady")
                .orElseThrow()
                .message())
        .startsWith(
            "RoleBinding golden-developers is unchanged, since its replacement was rejected: ")
        .contains("attempting to grant RBAC permissions not currently held");
    assertThat(binding(name)).isEqualTo(before);

    developerRole("golden-developer");
    services.awaitReady(name.value());
    assertThat(binding(name)).isEqualTo(before);
  }

  @Test
  void what_a_crash_left_between_deletion_and_creation_is_made_in_the_next_pass(FreshName name) {
    allowToBind("view");
    services.createReady(name.value(), "bronze");
    whileDown(
        () -> {
          developerRole("view");
          controlPlane
              .admin()
              .rbac()
              .roleBindings()
              .inNamespace(name.value())
              .withName("golden-developers")
              .delete();
        });
    operator.close();
    operator = RunningOperator.start(controlPlane.operator(), Optional.of(document()));

    await().untilAsserted(() -> assertThat(role(name)).contains("view"));
    services.awaitReady(name.value());
  }

  private RoleBinding binding(FreshName namespace) {
    return controlPlane
        .admin()
        .rbac()
        .roleBindings()
        .inNamespace(namespace.value())
        .withName("golden-developers")
        .get();
  }

  /** Empty for the moment between the two bindings. */
  private Optional<String> role(FreshName namespace) {
    return Optional.ofNullable(binding(namespace)).map(binding -> binding.getRoleRef().getName());
  }

  /** As an installation does that chooses a role of its own. */
  private void allowToBind(String role) {
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: golden-service-operator-binds }
            rules:
              - apiGroups: [rbac.authorization.k8s.io]
                resources: [clusterroles]
                resourceNames: [%s]
                verbs: [bind]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: golden-service-operator-binds }
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: ClusterRole
              name: golden-service-operator-binds
            subjects:
              - kind: ServiceAccount
                name: golden-service-operator
                namespace: golden-service-system
            """
                .formatted(role));
  }

  private static Path document() {
    return folder.resolve("golden-path.yaml");
  }

  private static void developerRole(String role) {
    try (InputStream builtIn = ReplacementIT.class.getResourceAsStream("/golden-path.yaml")) {
      String text = new String(builtIn.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          document(),
          text.replace("developerRole: golden-developer", "developerRole: " + role)
              .replace("version: 1.0.0", "version: 1.0.0-" + role));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
