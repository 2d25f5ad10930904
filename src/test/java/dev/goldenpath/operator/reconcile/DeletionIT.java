package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeletionIT extends WithOperator {

  @Test
  void retain_keeps_the_namespace_and_the_data_and_removes_what_runs(FreshName name) {
    services.createReady(name.value(), "gold");
    Map<String, String> before = uids(name.value());

    services.resource(name.value()).delete();
    services.awaitGone(name.value());

    await()
        .untilAsserted(
            () ->
                assertThat(uids(name.value()).keySet())
                    .isEqualTo(Plans.retained(name.value(), "gold")));
    assertThat(before).containsAllEntriesOf(uids(name.value()));
    assertThat(namespace(name.value()).getMetadata().getAnnotations())
        .containsEntry("goldenpath.dev/released", "true");
  }

  @Test
  void applying_a_retained_service_again_takes_everything_back(FreshName name) {
    services.createReady(name.value(), "silver");
    Map<String, String> before = uids(name.value());
    services.resource(name.value()).delete();
    services.awaitGone(name.value());

    services.create(name.value(), "silver");
    services.awaitReady(name.value());

    Map<String, String> after = uids(name.value());
    assertThat(after).containsOnlyKeys(before.keySet());
    for (String kept : Plans.retained(name.value(), "silver")) {
      assertThat(after).containsEntry(kept, before.get(kept));
    }
    assertThat(namespace(name.value()).getMetadata().getAnnotations())
        .doesNotContainKey("goldenpath.dev/released")
        .containsEntry(
            "goldenpath.dev/service-uid", services.get(name.value()).getMetadata().getUid());
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(name.value()))
                    .extracting(Event::getReason)
                    .contains("Released", "TakenBack"));
  }

  @Test
  void another_team_cannot_take_a_retained_namespace(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.resource(name.value()).delete();
    services.awaitGone(name.value());
    String version = namespace(name.value()).getMetadata().getResourceVersion();

    services.create(name.value(), "intruders", "bronze", "Retain");
    services.awaitCondition(name.value(), "Stalled", "True", "NamespaceNotOwned");

    assertThat(namespace(name.value()).getMetadata().getResourceVersion()).isEqualTo(version);
    services.resource(name.value()).delete();
    services.awaitGone(name.value());
    assertThat(namespace(name.value()).getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void delete_removes_the_namespace_and_all_that_is_in_it(FreshName name) {
    services.create(name.value(), "payments", "gold", "Delete");
    services.makeReady(name.value());

    confirmAndDelete(name);

    services.awaitGone(name.value());
    assertThat(namespace(name.value())).isNull();
    assertThat(services.ownedObjects(name.value())).isEmpty();
  }

  @Test
  void a_deletion_that_cannot_end_says_what_it_waits_for(FreshName name) {
    services.create(name.value(), "payments", "bronze", "Delete");
    services.makeReady(name.value());
    finalizersOfQuota(name.value(), "example.org/stuck");

    confirmAndDelete(name);
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(services.get(name.value()).getStatus().conditions())
                    .anySatisfy(
                        condition -> {
                          assertThat(condition.type()).isEqualTo("Ready");
                          assertThat(condition.reason()).isEqualTo("Terminating");
                          assertThat(condition.message()).contains("example.org/stuck");
                        }));

    finalizersOfQuota(name.value());
    services.awaitGone(name.value());
  }

  @Test
  void deleting_a_service_whose_namespace_is_gone_already_ends(FreshName name) {
    services.create(name.value(), "payments", "bronze", "Delete");
    services.makeReady(name.value());
    controlPlane.admin().namespaces().withName(name.value()).delete();
    confirmAndDelete(name);

    services.awaitGone(name.value());
    await().until(() -> namespace(name.value()) == null);
  }

  @Test
  void a_namespace_that_another_deletes_is_built_anew(FreshName name) {
    services.createReady(name.value(), "bronze");
    String uid = namespace(name.value()).getMetadata().getUid();

    controlPlane.admin().namespaces().withName(name.value()).delete();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Namespace now = namespace(name.value());
              return now != null && !now.getMetadata().getUid().equals(uid);
            });

    services.makeReady(name.value());
  }

  @Test
  void a_deletion_that_is_refused_says_so_in_the_status(FreshName name) {
    services.create(name.value(), "payments", "bronze", "Delete");
    services.makeReady(name.value());
    String policy = "keeps-" + name.value();
    refuseDeletionOfNamespace(policy, name.value());

    confirmAndDelete(name);
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(services.get(name.value()).getStatus().conditions())
                    .anySatisfy(
                        condition -> {
                          assertThat(condition.type()).isEqualTo("Ready");
                          assertThat(condition.reason()).isEqualTo("Terminating");
                          assertThat(condition.message()).contains("this namespace is kept");
                        }));

    controlPlane.kubectl(
        "delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", policy);
    await().atMost(Duration.ofSeconds(90)).until(() -> services.get(name.value()) == null);
  }

  @Test
  void what_was_not_confirmed_keeps_its_data_whatever_the_policy_says(FreshName name) {
    services.create(name.value(), "payments", "bronze", "Delete");
    services.makeReady(name.value());

    whileDown(
        () -> {
          confirmAndDelete(name);
          services.annotate(name.value(), "goldenpath.dev/confirm-deletion", null);
        });

    services.awaitGone(name.value());
    assertThat(namespace(name.value()).getMetadata().getAnnotations())
        .containsEntry("goldenpath.dev/released", "true");
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(name.value()))
                    .anySatisfy(
                        event -> {
                          assertThat(event.getReason()).isEqualTo("Released");
                          assertThat(event.getType()).isEqualTo("Warning");
                          assertThat(event.getMessage()).contains("was not confirmed");
                        }));
  }

  @Test
  void a_service_that_was_deleted_and_made_anew_at_once_is_served(FreshName name) {
    for (int i = 0; i < 5; i++) {
      services.create(name.value(), "bronze");
      if (i == 0) {
        services.makeReady(name.value());
      }
      services.awaitReady(name.value());
      services.resource(name.value()).delete();
      await().pollInterval(Duration.ofMillis(5)).until(() -> services.get(name.value()) == null);
    }
    services.create(name.value(), "bronze");
    services.awaitReady(name.value());
    services.annotate(name.value(), "override.goldenpath.dev/quota.pods", "33");
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(name.value()).getStatus().hatches(HatchKind.OVERRIDE))
                    .extracting(each -> each.value())
                    .containsExactly("33"));
  }

  private void refuseDeletionOfNamespace(String policy, String namespace) {
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: { name: %1$s }
            spec:
              matchConstraints:
                resourceRules:
                  - apiGroups: [""]
                    apiVersions: ["*"]
                    operations: [DELETE]
                    resources: [namespaces]
                    resourceNames: [%2$s]
              validations:
                - { expression: "false", message: this namespace is kept }
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: { name: %1$s }
            spec: { policyName: %1$s, validationActions: [Deny] }
            """
                .formatted(policy, namespace));
    await()
        .until(
            () ->
                controlPlane.kubectlResult("delete", "ns", namespace, "--dry-run=server").exitCode()
                    != 0);
  }

  private void finalizersOfQuota(String name, String... finalizers) {
    controlPlane
        .admin()
        .resourceQuotas()
        .inNamespace(name)
        .withName("golden-quota")
        .edit(
            quota -> {
              quota.getMetadata().setFinalizers(java.util.List.of(finalizers));
              return quota;
            });
  }

  private Namespace namespace(String name) {
    return controlPlane.admin().namespaces().withName(name).get();
  }

  /** The uid of each owned object, by kind and name. */
  private Map<String, String> uids(String name) {
    return services.ownedObjects(name).stream()
        .collect(Collectors.toMap(GoldenServices::key, object -> object.getMetadata().getUid()));
  }

  /** The finalizer is removed from what was read; whoever edits it meanwhile makes that stale. */
  @Test
  void edits_amid_a_deletion_do_not_hold_it_up(FreshName name) {
    AuditLog audit = new AuditLog(controlPlane.auditLog());
    int mark = audit.mark();
    AtomicInteger attempts = new AtomicInteger();
    await("an edit that came between")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              String service = name.value() + "-" + attempts.incrementAndGet();
              services.createReady(service, "bronze");
              services.resource(service).delete();
              editUntilItIsGone(service);
              return audit.since(mark).stream()
                  .anyMatch(
                      request ->
                          request.what().equals("get goldenservices")
                              && request.name().equals(service));
            });
  }

  private void editUntilItIsGone(String service) {
    for (int edit = 0; services.get(service) != null; edit++) {
      try {
        services
            .resource(service)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"annotations\":{\"example.org/edit\":\"%d\"}}}".formatted(edit));
      } catch (KubernetesClientException gone) {
        assertThat(gone.getCode()).isEqualTo(404);
      }
    }
  }

  /** Without the annotation a guardrail refuses it, since data would go. */
  private void confirmAndDelete(FreshName name) {
    services.annotate(name.value(), "goldenpath.dev/confirm-deletion", name.value());
    services.resource(name.value()).delete();
  }
}
