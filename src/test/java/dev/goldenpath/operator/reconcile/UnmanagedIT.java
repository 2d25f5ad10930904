package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.support.ForeignEdits;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The hatch on a single object. */
class UnmanagedIT extends WithOperator {
  private static final String SERVICE = "t-unmanaged";

  @BeforeAll
  void settle() {
    services.createReady(SERVICE, "silver");
  }

  @AfterEach
  void close() {
    mark(policy("allow-platform"), null);
    mark(namespace(), null);
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
  }

  @Test
  void a_marked_object_is_its_owners_and_the_others_are_still_repaired() {
    GenericKubernetesResource before = policy("allow-platform").get();
    mark(policy("allow-platform"), "incident: INC-4711");
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "Accepted");
    assertThat(services.get(SERVICE).getStatus().hatches(HatchKind.UNMANAGED))
        .extracting(
            HatchStatus::component, HatchStatus::target, HatchStatus::reason, HatchStatus::message)
        .containsExactly(tuple("network", "NetworkPolicy/allow-platform", "incident", "INC-4711"));
    assertThat(policy("allow-platform").get().getMetadata())
        .satisfies(
            metadata -> {
              assertThat(metadata.getUid()).isEqualTo(before.getMetadata().getUid());
              assertThat(metadata.getManagedFields())
                  .extracting(ManagedFieldsEntry::getManager)
                  .doesNotContain("golden-service-operator");
            });

    ForeignEdits.of(policy("allow-platform"));
    ForeignEdits.of(policy("deny-ingress"));
    await().untilAsserted(() -> assertThat(selector("deny-ingress")).isEmpty());
    operator.awaitIdle();

    assertThat(selector("allow-platform")).isNotEmpty();
    services.awaitReady(SERVICE);

    mark(policy("allow-platform"), null);
    await().untilAsserted(() -> assertThat(selector("allow-platform")).isEmpty());
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(SERVICE).getStatus().hatches(HatchKind.UNMANAGED))
                    .isEmpty());
    assertThat(policy("allow-platform").get().getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .contains("golden-service-operator")
        .doesNotContain("golden-service-handover", "before-first-apply");
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(SERVICE))
                    .extracting(Event::getReason)
                    .contains("HatchOpened", "HatchClosed"));
  }

  @Test
  void a_mark_that_cannot_be_read_is_named_and_changes_nothing() {
    mark(policy("allow-platform"), "perf: it is slow");
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    assertThat(rejected())
        .startsWith(
            "goldenpath.dev/unmanaged on NetworkPolicy/allow-platform: \"perf: it is slow\" begins"
                + " with an unknown reason code; write <code>: <text> with one of performance, compliance, ");

    ForeignEdits.of(policy("allow-platform"));
    await().untilAsserted(() -> assertThat(selector("allow-platform")).isEmpty());
  }

  @Test
  void a_slip_in_the_reason_does_not_let_the_operator_in() {
    mark(policy("allow-platform"), "incident: INC-4711");
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "Accepted");
    ForeignEdits.of(policy("allow-platform"));

    mark(policy("allow-platform"), "incidnet: INC-4711");
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    operator.awaitIdle();

    assertThat(selector("allow-platform")).isNotEmpty();
    assertThat(services.get(SERVICE).getStatus().hatches(HatchKind.UNMANAGED)).hasSize(1);
  }

  @Test
  void a_marked_object_that_is_deleted_comes_back_managed() {
    mark(policy("allow-platform"), "other: trying something");
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "Accepted");

    policy("allow-platform").delete();

    await().until(() -> policy("allow-platform").get() != null);
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
    services.awaitReady(SERVICE);
  }

  @Test
  void the_namespace_cannot_be_unmanaged() {
    mark(namespace(), "other: mine");
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    assertThat(rejected())
        .contains("goldenpath.dev/unmanaged on Namespace/" + SERVICE)
        .contains("set spec.deletionPolicy to Retain and delete the GoldenService");

    ForeignEdits.of(namespace());
    await()
        .untilAsserted(
            () ->
                assertThat(namespace().get().getMetadata().getLabels())
                    .containsEntry("pod-security.kubernetes.io/enforce", "baseline"));
  }

  private String rejected() {
    return GoldenServices.condition(services.get(SERVICE), "HatchesAccepted")
        .orElseThrow()
        .message();
  }

  private Map<String, ?> selector(String policy) {
    Map<String, ?> selector = policy(policy).get().get("spec", "podSelector");
    return selector;
  }

  private static void mark(Resource<GenericKubernetesResource> object, String reason) {
    ForeignEdits.patch(
        object,
        "{'metadata':{'annotations':{'goldenpath.dev/unmanaged':%s}}}"
            .formatted(reason == null ? "null" : "'" + reason + "'"));
  }

  private Resource<GenericKubernetesResource> namespace() {
    return controlPlane.admin().genericKubernetesResources("v1", "Namespace").withName(SERVICE);
  }

  private Resource<GenericKubernetesResource> policy(String name) {
    return controlPlane
        .admin()
        .genericKubernetesResources("networking.k8s.io/v1", "NetworkPolicy")
        .inNamespace(SERVICE)
        .withName(name);
  }
}
