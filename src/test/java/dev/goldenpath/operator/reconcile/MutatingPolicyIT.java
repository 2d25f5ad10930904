package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy of the cluster, as Kyverno makes them, that rewrites what the operator applies. */
class MutatingPolicyIT extends WithOperator {
  private static final String INTERVAL = "override.goldenpath.dev/monitoring.interval";

  @Test
  void what_it_rewrites_is_told_once_and_not_applied_again(FreshName name) {
    String old = name.value() + "-old";
    services.createReady(old, "bronze");
    install(name.value(), old);

    // On a new service, and on one that has its objects already.
    services.createReady(name.value(), "gold");
    services.annotate(old, INTERVAL, "20s");
    awaitMessage(name.value(), "spec.endpoints.interval stays 90s instead of 15s");
    awaitMessage(old, "spec.endpoints.interval stays 90s instead of 20s");
    services.awaitReady(name.value());
    operator.awaitIdle();

    AuditLog audit = new AuditLog(controlPlane.auditLog());
    int mark = audit.mark();
    for (int i = 0; i < 3; i++) {
      touch(name.value(), i);
    }
    assertThat(audit.since(mark)).as("writes").noneMatch(r -> r.writes());
    assertThat(rewritten(name.value())).singleElement().satisfies(this::isCountedOnce);
    assertThat(rewritten(old)).singleElement().satisfies(this::isCountedOnce);

    // An edit of another field is still repaired, and reported as what it is.
    controlPlane.kubectl(
        "label", "servicemonitor", old, "-n", old, "goldenpath.dev/component=x", "--overwrite");
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(old))
                    .extracting(Event::getMessage)
                    .anyMatch(
                        said -> said.contains("goldenpath.dev/component changed by kubectl")));
    awaitMessage(old, "stays 90s instead of 20s");

    // Without the policy, the next change heals it.
    controlPlane.kubectl("delete", "mutatingadmissionpolicybinding", name.value());
    await().until(() -> answered(old).equals("33s"));
    services.annotate(old, INTERVAL, "25s");
    await().untilAsserted(() -> assertThat(interval(old)).isEqualTo("25s"));
    await().untilAsserted(() -> assertThat(message(old)).doesNotContain("stays"));
  }

  private void isCountedOnce(Event event) {
    assertThat(event.getCount()).isEqualTo(1);
    assertThat(event.getMessage()).contains("a mutating policy or webhook rewrites");
  }

  private List<Event> rewritten(String name) {
    return services.events(name).stream()
        .filter(event -> event.getReason().equals("FieldRewritten"))
        .toList();
  }

  private void awaitMessage(String name, String said) {
    services.awaitCondition(name, "MonitoringReady", "True", "Applied");
    await().untilAsserted(() -> assertThat(message(name)).contains(said));
  }

  private String message(String name) {
    return GoldenServices.condition(services.get(name), "MonitoringReady").orElseThrow().message();
  }

  private void touch(String name, int time) {
    long passes = operator.passes();
    services.annotate(name, "goldenpath.dev/confirm-deletion", String.valueOf(time));
    await().until(() -> operator.passes() > passes);
  }

  private String interval(String name) {
    return controlPlane.kubectl(
        "get", "servicemonitor", name, "-n", name, "-o", "jsonpath={.spec.endpoints[0].interval}");
  }

  /** What a write would be answered now: the API server reads policies and CRDs a moment later. */
  private String answered(String name) {
    return controlPlane
        .kubectlResult(
            "patch",
            "servicemonitor",
            name,
            "-n",
            name,
            "--type=json",
            "--dry-run=server",
            "-p",
            "[{\"op\":\"replace\",\"path\":\"/spec/endpoints/0/interval\",\"value\":\"33s\"}]",
            "-o",
            "jsonpath={.spec.endpoints[0].interval}")
        .stdout();
  }

  private void install(String name, String old) {
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: admissionregistration.k8s.io/v1beta1
            kind: MutatingAdmissionPolicy
            metadata: { name: %1$s }
            spec:
              reinvocationPolicy: Never
              matchConstraints:
                resourceRules:
                  - apiGroups: [monitoring.coreos.com]
                    apiVersions: [v1]
                    operations: [CREATE, UPDATE]
                    resources: [servicemonitors]
              mutations:
                - patchType: JSONPatch
                  jsonPatch:
                    expression: >-
                      [JSONPatch{op: "replace", path: "/spec/endpoints/0/interval", value: "90s"}]
            ---
            apiVersion: admissionregistration.k8s.io/v1beta1
            kind: MutatingAdmissionPolicyBinding
            metadata: { name: %1$s }
            spec:
              policyName: %1$s
              matchResources:
                namespaceSelector:
                  matchExpressions:
                    - { key: kubernetes.io/metadata.name, operator: In, values: [%1$s, %2$s] }
            """
                .formatted(name, old));
    await("the policy is in force").until(() -> answered(old).equals("90s"));
  }
}
