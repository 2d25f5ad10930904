package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Changes that a running database cannot follow, on the real API server, whose admission refuses
 * what CloudNativePG's webhook refuses: a smaller volume and an older PostgreSQL.
 */
class DatabaseDoorsIT extends WithOperator {
  private static final String STORAGE = "override.goldenpath.dev/postgres.storage";
  private static final String VERSION = "override.goldenpath.dev/postgres.version";
  private static final String MEMORY = "override.goldenpath.dev/postgres.memory";
  private static final String WEBHOOK =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: { name: played-cnpg }
      spec:
        failurePolicy: Fail
        matchConstraints:
          resourceRules:
          - { apiGroups: [postgresql.cnpg.io], apiVersions: [v1], operations: [UPDATE], resources: [clusters] }
        validations:
        - expression: quantity(object.spec.storage.size).compareTo(quantity(oldObject.spec.storage.size)) >= 0
          message: "spec.storage.size: can't shrink existing storage"
        - expression: int(object.spec.imageName.split(':')[1]) >= int(oldObject.spec.imageName.split(':')[1])
          message: "spec.imageName: can't downgrade from a newer major"
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: { name: played-cnpg }
      spec: { policyName: played-cnpg, validationActions: [Deny] }
      """;

  @BeforeAll
  void playTheWebhook() {
    new Installation(controlPlane.admin()).apply(WEBHOOK);
  }

  @AfterAll
  void stopTheWebhook() {
    controlPlane.kubectl("delete", "validatingadmissionpolicybinding", "played-cnpg");
    controlPlane.kubectl("delete", "validatingadmissionpolicy", "played-cnpg");
  }

  @Test
  void a_lower_tier_leaves_the_database_able_to_replace_its_pods(FreshName name) {
    services.createReady(name.value(), "gold");
    for (int instance = 1; instance <= 3; instance++) {
      volume(name, instance);
      pod(name, instance, "1", "4Gi");
    }
    await().until(() -> used(name, "requests.memory").equals("12Gi"));

    services.edit(name.value(), service -> withTier(service, "bronze"));
    await().until(() -> cluster(name, "instances").equals(1));
    assertThat(cluster(name, "storage", "size")).isEqualTo("100Gi");
    assertThat(cluster(name, "resources", "requests", "memory")).isEqualTo("512Mi");
    assertThat(hard(name, "requests.memory")).isEqualTo("32Gi");
    assertThat(hard(name, "requests.storage")).isEqualTo("500Gi");
    await()
        .untilAsserted(
            () ->
                assertThat(message(name, "QuotaReady"))
                    .contains("quota.memory: stays 32Gi for the database that is changing"));
    replacePod(name, 3, "1", "4Gi");

    for (int instance = 2; instance <= 3; instance++) {
      controlPlane
          .admin()
          .pods()
          .inNamespace(name.value())
          .withName("postgres-" + instance)
          .delete();
      controlPlane
          .admin()
          .persistentVolumeClaims()
          .inNamespace(name.value())
          .withName("postgres-" + instance)
          .delete();
    }
    services.databaseAnswers(name.value());
    services.awaitReady(name.value());
    await().untilAsserted(() -> assertThat(hard(name, "requests.memory")).isEqualTo("8Gi"));
    assertThat(hard(name, "requests.storage")).isEqualTo("200Gi");
    await()
        .untilAsserted(
            () ->
                assertThat(message(name, "PostgresReady"))
                    .contains("postgres.storage: stays 100Gi", "the path's 5Gi", STORAGE));
    replacePod(name, 1, "100m", "512Mi");
  }

  @Test
  void the_way_back_that_the_message_names_is_accepted(FreshName name) {
    services.createReady(name.value(), "gold");
    services.edit(name.value(), service -> withTier(service, "bronze"));
    await().until(() -> message(name, "PostgresReady").contains("postgres.storage: stays"));
    services.databaseAnswers(name.value());

    services.annotate(name.value(), STORAGE, "100Gi");
    services.awaitCondition(name.value(), "HatchesAccepted", "True", "Accepted");
    await().until(() -> !message(name, "PostgresReady").contains("postgres.storage: stays"));
    services.awaitReady(name.value());
  }

  @Test
  void an_override_that_cannot_go_back_holds_nothing_else_back(FreshName name) {
    services.createReady(name.value(), "silver");
    services.annotate(name.value(), STORAGE, "40Gi");
    await().until(() -> cluster(name, "storage", "size").equals("40Gi"));

    services.annotate(name.value(), STORAGE, null);
    await()
        .untilAsserted(
            () ->
                assertThat(message(name, "PostgresReady"))
                    .contains("postgres.storage: stays 40Gi", "the path's 20Gi"));
    services.awaitReady(name.value());

    services.annotate(name.value(), MEMORY, "2Gi");
    await().until(() -> cluster(name, "resources", "requests", "memory").equals("2Gi"));
    assertThat(cluster(name, "storage", "size")).isEqualTo("40Gi");
  }

  @Test
  void an_older_version_is_rejected_by_name(FreshName name) {
    services.createReady(name.value(), "bronze");

    services.annotate(name.value(), VERSION, "16");
    services.awaitCondition(name.value(), "HatchesAccepted", "False", "Rejected");
    assertThat(message(name, "HatchesAccepted"))
        .contains(VERSION + ": \"16\" is older than the 17 that runs");
    services.annotate(name.value(), MEMORY, "1Gi");
    await().until(() -> cluster(name, "resources", "requests", "memory").equals("1Gi"));
    services.awaitReady(name.value());
  }

  @Test
  void a_database_that_waits_for_a_person_is_not_ready(FreshName name) {
    services.createReady(name.value(), "gold");

    say(name, "Waiting for user action", "");
    GoldenService waiting =
        services.awaitCondition(name.value(), "PostgresReady", "False", "DatabaseFailing");
    assertThat(GoldenServices.condition(waiting, "PostgresReady").orElseThrow().message())
        .isEqualTo("3 of 3 instances ready; CloudNativePG: Waiting for user action");

    services.databaseAnswers(name.value());
    services.awaitReady(name.value());
  }

  @Test
  void a_database_that_is_left_over_is_named(FreshName name) {
    services.createReady(name.value(), "bronze");

    services.annotate(name.value(), "override.goldenpath.dev/postgres.provider", "none");
    GoldenService without =
        services.awaitCondition(name.value(), "PostgresReady", "True", "NotRequested");
    assertThat(GoldenServices.condition(without, "PostgresReady").orElseThrow().message())
        .contains("Cluster postgres is left over and keeps running");

    cluster(name).delete();
    await().until(() -> !message(name, "PostgresReady").contains("left over"));
  }

  private void say(FreshName name, String phase, String reason) {
    cluster(name)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"phase\":\"%s\",\"phaseReason\":\"%s\"}}".formatted(phase, reason));
  }

  private void replacePod(FreshName name, int instance, String cpu, String memory) {
    controlPlane
        .admin()
        .pods()
        .inNamespace(name.value())
        .withName("postgres-" + instance)
        .withGracePeriod(0)
        .delete();
    await()
        .ignoreExceptions()
        .until(() -> pod(name, instance, cpu, memory).getMetadata().getUid() != null);
  }

  private Pod pod(FreshName name, int instance, String cpu, String memory) {
    return controlPlane
        .admin()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withNamespace(name.value())
                .withName("postgres-" + instance)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("postgres")
                .withImage("postgres")
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)))
                .withLimits(Map.of("memory", new Quantity(memory)))
                .endResources()
                .endContainer()
                .endSpec()
                .build())
        .create();
  }

  private void volume(FreshName name, int instance) {
    controlPlane
        .admin()
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(name.value())
                .withName("postgres-" + instance)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity("100Gi")))
                .endResources()
                .endSpec()
                .build())
        .create();
  }

  private static GoldenService withTier(GoldenService service, String tier) {
    service.getSpec().setTier(tier);
    return service;
  }

  private String message(FreshName name, String condition) {
    return GoldenServices.condition(services.get(name.value()), condition).orElseThrow().message();
  }

  private Resource<GenericKubernetesResource> cluster(FreshName name) {
    return controlPlane
        .admin()
        .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
        .inNamespace(name.value())
        .withName("postgres");
  }

  private Object cluster(FreshName name, Object... path) {
    Object[] whole = new Object[path.length + 1];
    whole[0] = "spec";
    System.arraycopy(path, 0, whole, 1, path.length);
    return cluster(name).get().get(whole);
  }

  private ResourceQuota quota(FreshName name) {
    return controlPlane
        .admin()
        .resourceQuotas()
        .inNamespace(name.value())
        .withName("golden-quota")
        .get();
  }

  private String hard(FreshName name, String resource) {
    return quota(name).getSpec().getHard().get(resource).toString();
  }

  private String used(FreshName name, String resource) {
    return quota(name).getStatus().getUsed().get(resource).toString();
  }
}
