package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator makes of objects that it finds otherwise than it left them, or not at all. */
class ApplierIT extends WithOperator {

  @Test
  void a_creation_whose_answer_was_lost_is_no_drift(FreshName name) {
    operator.close();
    try (KubernetesClient first = controlPlane.operator();
        KubernetesClient plain = controlPlane.operator()) {
      LostAnswers lost = LostAnswers.of(name.value(), first);
      operator = RunningOperator.start(lost.over(plain));

      services.createReady(name.value(), "gold");

      assertThat(lost.made()).hasSize(Plans.objects());
      assertThat(operator.repaired()).isEmpty();
      assertThat(services.events(name.value()))
          .extracting(Event::getReason)
          .doesNotContain("DriftRepaired");
      operator.close();
    }
    operator = RunningOperator.start(controlPlane.operator());
  }

  @Test
  void what_a_crash_left_of_a_hand_over_goes_in_the_next_pass(FreshName name) {
    services.createReady(name.value(), "bronze");
    Resource<GenericKubernetesResource> quota = live(name, "ResourceQuota", "golden-quota");
    GenericKubernetesResource before = quota.get();
    whileDown(
        () ->
            controlPlane.kubectl(
                "patch",
                "resourcequota",
                "golden-quota",
                "-n",
                name.value(),
                "--type=json",
                "-p",
                "[{'op':'add','path':'/metadata/managedFields/-','value':{'manager':'golden-service-handover','operation':'Update','apiVersion':'v1','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'.':{}}}}}]"
                    .replace('\'', '"')));

    await()
        .untilAsserted(
            () ->
                assertThat(quota.get().getMetadata().getManagedFields())
                    .extracting(ManagedFieldsEntry::getManager)
                    .contains("golden-service-operator")
                    .doesNotContain("golden-service-handover"));
    operator.awaitIdle();
    assertThat(quota.get().<Object>get("spec")).isEqualTo(before.<Object>get("spec"));
    assertThat(operator.repaired()).isEmpty();
  }

  @Test
  void an_object_that_another_made_under_our_name_is_not_taken(FreshName name) {
    services.createReady(name.value(), "bronze");
    Resource<GenericKubernetesResource> limits = live(name, "LimitRange", "golden-limits");
    GenericKubernetesResource copy = limits.get();
    copy.getMetadata().setManagedFields(null);
    copy.getMetadata().setResourceVersion(null);
    copy.getMetadata().setUid(null);
    whileDown(
        () -> {
          limits.delete();
          controlPlane.admin().resource(copy).create();
        });

    services.awaitCondition(name.value(), "LimitsReady", "False", "ObjectNotOwned");
    services.awaitCondition(name.value(), "Stalled", "True", "LimitsBlocked");
    assertThat(
            GoldenServices.condition(services.get(name.value()), "LimitsReady")
                .orElseThrow()
                .message())
        .isEqualTo(
            "LimitRange golden-limits exists and was not created by golden-service-operator; delete"
                + " it, or eject the component and then take it back");
    assertThat(limits.get().getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .doesNotContain("golden-service-operator");

    limits.delete();
    services.awaitReady(name.value());
    assertThat(limits.get().getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .containsExactly("golden-service-operator");
  }

  @Test
  void a_field_that_the_server_drops_is_applied_once(FreshName name) {
    AuditLog audit = new AuditLog(controlPlane.auditLog());
    services.createReady(name.value(), "bronze");
    services.annotate(
        name.value(),
        Map.of(
            "patch.goldenpath.dev/limits",
            "{\"spec\":{\"limits\":[{\"type\":\"Container\",\"max\":{},\"default\":{\"memory\":\"1Gi\"}}]}}"));
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(name.value()).getStatus().hatches(HatchKind.PATCH))
                    .hasSize(1));
    operator.awaitIdle();
    int mark = audit.mark();
    for (int pass = 0; pass < 3; pass++) {
      long passes = operator.passes();
      services.annotate(name.value(), "goldenpath.dev/confirm-deletion", String.valueOf(pass));
      await().until(() -> operator.passes() > passes);
    }
    operator.awaitIdle();

    assertThat(audit.since(mark))
        .filteredOn(request -> request.writes() && request.namespace().equals(name.value()))
        .isEmpty();
    // Another value than the server's own is drift all the same.
    controlPlane.kubectl(
        "patch",
        "limitrange",
        "golden-limits",
        "-n",
        name.value(),
        "--type=merge",
        "-p",
        "{\"spec\":{\"limits\":[{\"type\":\"Container\",\"default\":{\"memory\":\"2Gi\"}}]}}");
    await().until(() -> operator.repaired().contains("limits"));
    assertThat(live(name, "LimitRange", "golden-limits").get().toString()).doesNotContain("2Gi");
  }

  @Test
  void a_version_that_looks_like_another_as_a_quantity_is_applied(FreshName name) {
    services.createReady(name.value(), "bronze");
    for (String version : new String[] {"1.1", "1.10"}) {
      services.annotate(
          name.value(),
          "patch.goldenpath.dev/monitoring",
          "{\"spec\":{\"selector\":{\"matchLabels\":{\"version\":\"" + version + "\"}}}}");
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          controlPlane.kubectl(
                              "get",
                              "servicemonitor",
                              name.value(),
                              "-n",
                              name.value(),
                              "-o",
                              "jsonpath={.spec.selector.matchLabels.version}"))
                      .isEqualTo(version));
    }
  }

  private Resource<GenericKubernetesResource> live(FreshName namespace, String kind, String name) {
    return controlPlane
        .admin()
        .genericKubernetesResources("v1", kind)
        .inNamespace(namespace.value())
        .withName(name);
  }
}
