package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.support.ForeignEdits;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchIT extends WithOperator {
  private static final String SERVICE = "t-patch";
  private static final String PATCH = "patch.goldenpath.dev/";
  private static final String LIMIT = "{\"spec\":{\"sampleLimit\":5000}}";

  private Map<String, String> before;

  @BeforeAll
  void settle() {
    services.createReady(SERVICE, "silver");
    before = services.states(SERVICE);
  }

  @AfterEach
  void close() {
    Map<String, String> none = new TreeMap<>();
    services.get(SERVICE).getMetadata().getAnnotations().keySet().stream()
        .filter(key -> key.contains("goldenpath.dev"))
        .forEach(key -> none.put(key, null));
    services.annotate(SERVICE, none);
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
    await().untilAsserted(() -> assertThat(services.states(SERVICE)).isEqualTo(before));
  }

  @Test
  void a_patch_changes_its_fields_and_they_are_kept_like_any_other() {
    services.annotate(
        SERVICE,
        Map.of(PATCH + "monitoring", LIMIT, "goldenpath.dev/reason.monitoring", "cost: series"));
    await().untilAsserted(() -> assertThat(sampleLimit()).isEqualTo(5000));
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(SERVICE).getStatus().hatches(HatchKind.PATCH))
                    .extracting(HatchStatus::component, HatchStatus::value, HatchStatus::reason)
                    .containsExactly(tuple("monitoring", LIMIT, "cost")));
    assertThat(services.states(SERVICE).keySet()).isEqualTo(before.keySet());

    ForeignEdits.patch(monitor(), "{'spec':{'sampleLimit':1}}");
    await().untilAsserted(() -> assertThat(sampleLimit()).isEqualTo(5000));
    operator.awaitIdle();
    String version = monitor().get().getMetadata().getResourceVersion();
    services.annotate(SERVICE, "goldenpath.dev/confirm-deletion", "look");
    operator.awaitIdle();
    assertThat(monitor().get().getMetadata().getResourceVersion()).isEqualTo(version);

    services.annotate(SERVICE, PATCH + "monitoring", null);
    await().untilAsserted(() -> assertThat(sampleLimit()).isNull());
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(SERVICE))
                    .extracting(Event::getReason)
                    .contains("HatchOpened", "HatchClosed"));
  }

  @Test
  void what_the_server_adds_to_a_patched_list_costs_no_further_write() {
    services.annotate(
        SERVICE,
        PATCH + "limits",
        "{\"spec\":{\"limits\":[{\"type\":\"Container\",\"max\":{\"cpu\":\"8\"}}]}}");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        object("v1", "LimitRange", "golden-limits")
                            .get()
                            .<Object>get("spec", "limits", 0, "defaultRequest", "cpu"))
                    .isEqualTo("8"));
    operator.awaitIdle();
    AuditLog log = new AuditLog(controlPlane.auditLog());
    int mark = log.mark();
    services.annotate(SERVICE, "goldenpath.dev/confirm-deletion", "look");
    operator.awaitIdle();
    assertThat(log.since(mark)).extracting(ApiRequest::resource).doesNotContain("limitranges");
  }

  @Test
  void of_several_objects_each_is_patched_by_its_name() {
    services.annotate(
        SERVICE,
        PATCH + "network",
        "{\"allow-platform\":{\"metadata\":{\"labels\":{\"example.org/team\":\"net\"}}}}");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        object("networking.k8s.io/v1", "NetworkPolicy", "allow-platform")
                            .get()
                            .getMetadata()
                            .getLabels())
                    .containsEntry("example.org/team", "net"));
  }

  @Test
  void what_the_api_server_refuses_keeps_the_last_good_object_and_its_repair() {
    services.annotate(SERVICE, PATCH + "monitoring", LIMIT);
    await().untilAsserted(() -> assertThat(sampleLimit()).isEqualTo(5000));

    services.annotate(SERVICE, PATCH + "monitoring", "{\"spec\":{\"sampleLimit\":\"lots\"}}");
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    assertThat(rejected())
        .startsWith("patch.goldenpath.dev/monitoring: \"{\"spec\":{\"sampleLimit\":\"lots\"}}\"")
        .contains("was rejected by the API server: ServiceMonitor t-patch: ");
    assertThat(sampleLimit()).isEqualTo(5000);
    services.awaitCondition(SERVICE, "MonitoringReady", "True", "Applied");

    ForeignEdits.patch(monitor(), "{'spec':{'sampleLimit':1}}");
    await().untilAsserted(() -> assertThat(sampleLimit()).isEqualTo(5000));
  }

  /** A policy that came since, another tier: what stands is not touched, and is not in the way. */
  @Test
  void a_patch_that_counted_is_tried_out_again_when_something_else_changes(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.annotate(name.value(), PATCH + "monitoring", LIMIT);
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(name.value()).getStatus().hatches(HatchKind.PATCH))
                    .hasSize(1));
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: { name: %1$s }
            spec:
              matchConstraints:
                resourceRules:
                  - apiGroups: [monitoring.coreos.com]
                    apiVersions: ["*"]
                    operations: [UPDATE]
                    resources: [servicemonitors]
                    resourceNames: [%1$s]
              validations:
                - { expression: "!has(object.spec.sampleLimit)", message: no limits here }
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: { name: %1$s }
            spec: { policyName: %1$s, validationActions: [Deny] }
            """
                .formatted(name.value()));
    await()
        .until(
            () ->
                controlPlane
                        .kubectlResult(
                            "annotate",
                            "servicemonitor",
                            name.value(),
                            "-n",
                            name.value(),
                            "example.org/a=b",
                            "--dry-run=server",
                            "--overwrite")
                        .exitCode()
                    != 0);

    services.annotate(name.value(), "override.goldenpath.dev/monitoring.interval", "45s");

    services.awaitCondition(name.value(), "HatchesAccepted", "False", "Rejected");
    services.awaitCondition(name.value(), "MonitoringReady", "True", "Applied");
    GenericKubernetesResource monitor =
        controlPlane
            .admin()
            .genericKubernetesResources("monitoring.coreos.com/v1", "ServiceMonitor")
            .inNamespace(name.value())
            .withName(name.value())
            .get();
    assertThat(monitor.<Object>get("spec", "sampleLimit")).isNull();
    controlPlane.kubectl(
        "delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", name.value());
  }

  @Test
  void a_first_patch_that_is_refused_leaves_the_road_as_it_was() {
    services.annotate(SERVICE, PATCH + "monitoring", "{\"spec\":{\"sampleLimit\":\"lots\"}}");
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    assertThat(services.states(SERVICE)).isEqualTo(before);

    monitor().delete();
    await().until(() -> monitor().get() != null);
    services.awaitReady(SERVICE);
    before = services.states(SERVICE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          monitoring | {                                           | is not valid JSON: line 1, column
          monitoring | []                                          | must be one JSON object
          monitoring | {"spec":{"namespaceSelector":{"any":true}}} | changes "/spec/namespaceSelector/any", which is not patchable; a patch of t-patch may change /metadata/labels/*
          monitoring | {"spec":{"endpoints":[{"port":"x","bearerTokenFile":"/token"}]}} | which is not patchable
          monitoring | {"metadata":{"namespace":"kube-system"}}    | changes "/metadata/namespace", which is not patchable
          monitoring | {"metadata":{"labels":{"goldenpath.dev/service":"cart"}}} | changes "/metadata/labels/goldenpath.dev~1service", which is not patchable
          monitoring | {"metadata":{"labels":{"app.kubernetes.io/managed-by":null}}} | which is not patchable
          monitoring | {"kind":"Secret"}                           | changes "/kind", which is not patchable
          postgres   | {"spec":{"bootstrap":{"initdb":{"postInitSQL":["SELECT 1"]}}}} | which is not patchable
          postgres   | {"spec":{"postgresql":{"parameters":{"archive_command":"x"}}}} | which is not patchable
          postgres   | {"spec":{"serviceAccountTemplate":{"metadata":{}}}} | which is not patchable
          quota      | {"spec":{"hard":{"pods":"9999"}}}           | changes "/spec/hard/pods", which is not patchable
          network    | {"deny-ingress":{"spec":{"ingress":[{"from":null}]}}} | which is not patchable
          network    | {"deny-ingress":{"spec":{"ingress":[null]}}} | which is not patchable
          network    | {"deny-ingress":null}                       | must hold a JSON object for deny-ingress
          network    | {"allow-platfrom":{}}                       | has no object named "allow-platfrom"; did you mean allow-platform?
          network    | {"deny-ingress":{"spec":{"podSelector":{"matchLabels":{"a":"b"}}}}} | which is not patchable
          slo        | {"spec":{"groups":[]}}                      | which is not patchable
          namespace  | {"metadata":{"labels":{"a":"b"}}}           | has no effect: the component namespace cannot be patched
          access     | {"subjects":[]}                             | has no effect: the component access cannot be patched
          dashbord   | {"data":{}}                                 | unknown component (value "{"data":{}}"); did you mean dashboard?
          """)
  void what_is_closed_or_means_nothing_is_named_and_changes_nothing(
      String component, String patch, String problem) {
    services.annotate(SERVICE, PATCH + component, patch);
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    assertThat(rejected()).startsWith(PATCH + component + ": ").contains(problem);
    assertThat(services.states(SERVICE)).isEqualTo(before);
  }

  private String rejected() {
    return GoldenServices.condition(services.get(SERVICE), "HatchesAccepted")
        .orElseThrow()
        .message();
  }

  private Object sampleLimit() {
    return monitor().get().get("spec", "sampleLimit");
  }

  private Resource<GenericKubernetesResource> monitor() {
    return object("monitoring.coreos.com/v1", "ServiceMonitor", SERVICE);
  }

  private Resource<GenericKubernetesResource> object(String apiVersion, String kind, String name) {
    return controlPlane
        .admin()
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(SERVICE)
        .withName(name);
  }
}
