package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.path.GoldenPathPreviewStatus;
import dev.goldenpath.operator.api.path.GoldenPathPreviewStatus.Change;
import dev.goldenpath.operator.support.EveryVersion;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.Previews;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a preview says of a fleet on a real API server, and that it does nothing else. */
class PreviewIT extends WithOperator {
  /** No other test applies it. */
  private static final String VERSION = "9.1.0";

  private static final String FASTER =
      "components: { monitoring: { parameters: { interval: { value: 20s } } } }";
  private static final String EVERYTHING =
      """
      platform: { monitoringLabels: { release: kps }, namespaceLabels: { istio-injection: enabled } }
      components:
        quota: { parameters: { pods: { value: "77" } } }
        limits: { parameters: { cpuRequest: { value: 75m } } }
        network: { parameters: { allowFrom: { value: gateway } } }
        postgres: { parameters: { memory: { value: 3Gi } } }
        dashboard: { enabled: false }
      """;

  private Previews previews;

  @BeforeAll
  void ask() {
    previews = new Previews(controlPlane.admin());
  }

  @AfterEach
  void forget() {
    services.forgetAll();
    controlPlane.kubectl("delete", "gpp", "--all");
  }

  @Test
  void it_writes_nothing_but_its_answer(FreshName name) {
    fleet(name, 3);
    operator.awaitIdle();
    Map<String, String> before = EveryVersion.of(controlPlane.admin());

    GoldenPathPreviewStatus answer = previews.answer(name.value(), VERSION, EVERYTHING);

    assertThat(EveryVersion.of(controlPlane.admin())).isEqualTo(before);
    assertThat(answer.services().changed()).isEqualTo(3);
    assertThat(answer.dryRuns().sent()).isGreaterThan(15);
    assertThat(answer.changes())
        .extracting(Change::object)
        .contains("ResourceQuota/golden-quota", "Namespace/{service}", "ServiceMonitor/{service}");
    assertThat(reason(answer, "Complete")).isEqualTo("Finished");
    assertThat(reason(answer, "Accepted")).isEqualTo("Valid");
    controlPlane.kubectl("wait", "gpp/" + name.value(), "--for=condition=Complete");
  }

  @Test
  void what_the_api_server_refuses_is_refused_in_its_own_words(FreshName name) {
    fleet(name, 2);

    GoldenPathPreviewStatus answer =
        previews.answer(name.value(), VERSION, "platform: { developerRole: view }");

    assertThat(answer.services().refused()).isEqualTo(2);
    assertThat(answer.services().changed()).isZero();
    assertThat(answer.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.type()).isEqualTo("refused");
              assertThat(change.field()).isEqualTo("roleRef.name");
              assertThat(change.to()).isEqualTo("view");
              assertThat(change.message()).contains("not currently held");
              assertThat(change.examples()).hasSize(2);
            });
  }

  @Test
  void an_override_that_does_not_fit_is_a_conflict_and_a_paused_service_stays(FreshName name) {
    fleet(name, 1);
    create(name.value() + "-over", Map.of("override.goldenpath.dev/quota.pods", "40"));
    create(name.value() + "-paused", Map.of("goldenpath.dev/paused", "incident: x"));
    await().until(() -> services.get(name.value() + "-paused").getStatus() != null);

    GoldenPathPreviewStatus answer =
        previews.answer(
            name.value(),
            VERSION,
            "components: { quota: { parameters: { pods: { maximum: 30, value: \"25\" } } } }");

    assertThat(answer.services().conflict()).isEqualTo(1);
    assertThat(answer.services().changed()).isEqualTo(1);
    assertThat(answer.services().staying().paused()).isEqualTo(1);
    assertThat(answer.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.service()).isEqualTo(name.value() + "-over");
              assertThat(conflict.key()).isEqualTo("override.goldenpath.dev/quota.pods");
              assertThat(conflict.message()).contains("at most 30");
            });
  }

  @Test
  void a_webhook_that_is_down_makes_it_unknown(FreshName name) {
    fleet(name, 1);
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: { name: t-preview-down }
            webhooks:
              - name: monitors.example.org
                admissionReviewVersions: [v1]
                sideEffects: None
                failurePolicy: Fail
                timeoutSeconds: 1
                clientConfig: { url: "https://127.0.0.1:1/" }
                rules:
                  - { apiGroups: [monitoring.coreos.com], apiVersions: [v1], resources: [servicemonitors], operations: ["*"] }
            """);
    try {
      await("it is in force")
          .untilAsserted(
              () ->
                  assertThat(
                          controlPlane
                              .kubectlResult(
                                  "annotate",
                                  "servicemonitor",
                                  "--all",
                                  "-n",
                                  name.value() + "-0",
                                  "a=b",
                                  "--dry-run=server")
                              .stderr())
                      .contains("failed calling webhook"));

      GoldenPathPreviewStatus answer = previews.answer(name.value(), VERSION, FASTER);

      assertThat(answer.services().unknown()).isEqualTo(1);
      assertThat(answer.services().refused()).isZero();
      assertThat(answer.changes())
          .anySatisfy(
              change -> {
                assertThat(change.object()).startsWith("ServiceMonitor/");
                assertThat(change.type()).isEqualTo("unknown");
                assertThat(change.message()).contains("failed calling webhook");
              });
    } finally {
      controlPlane.kubectl("delete", "validatingwebhookconfiguration", "t-preview-down");
    }
  }

  /** The API server has not let such a webhook in since 1.22, and still reads those from before. */
  @Test
  void a_webhook_that_takes_no_dry_run_makes_it_unknown(FreshName name) {
    fleet(name, 1);
    controlPlane.store(
        "/registry/validatingwebhookconfigurations/t-preview-effects",
        """
        {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingWebhookConfiguration",
         "metadata": {"name": "t-preview-effects", "uid": "t-preview-effects",
                      "creationTimestamp": "2020-01-01T00:00:00Z"},
         "webhooks": [{"name": "quotas.example.org", "admissionReviewVersions": ["v1"],
                       "sideEffects": "Some", "failurePolicy": "Fail",
                       "clientConfig": {"url": "https://127.0.0.1:1/"},
                       "rules": [{"apiGroups": [""], "apiVersions": ["v1"],
                                  "resources": ["limitranges"], "operations": ["*"]}]}]}
        """);
    try {
      await("it is in force")
          .untilAsserted(
              () ->
                  assertThat(
                          controlPlane
                              .kubectlResult(
                                  "annotate",
                                  "limitrange",
                                  "--all",
                                  "-n",
                                  name.value() + "-0",
                                  "a=b",
                                  "--dry-run=server")
                              .stderr())
                      .contains("does not support dry run"));

      GoldenPathPreviewStatus answer =
          previews.answer(
              name.value(),
              VERSION,
              "components: { limits: { parameters: { cpuRequest: { value: 75m } } } }");

      assertThat(answer.services().unknown()).isEqualTo(1);
      assertThat(answer.services().refused()).isZero();
      assertThat(answer.changes().get(0).message()).contains("does not support dry run");
    } finally {
      controlPlane.kubectl("delete", "validatingwebhookconfiguration", "t-preview-effects");
    }
  }

  @Test
  void pods_that_would_be_refused_are_counted(FreshName name) {
    fleet(name, 2);
    pod(name.value() + "-0", "one");
    pod(name.value() + "-0", "two");

    GoldenPathPreviewStatus answer =
        previews.answer(
            name.value(),
            VERSION,
            "components: { namespace: { parameters: { podSecurity: { value: restricted } } } }");

    assertThat(answer.effects()).containsEntry("podsRefused", 1);
    assertThat(answer.changes())
        .extracting(Change::message)
        .contains("would refuse 2 running pods in 1 of 2 services tried");
  }

  @Test
  void a_quota_below_what_is_in_use_is_counted(FreshName name) {
    fleet(name, 2);
    Stream.of("a", "b", "c", "d").forEach(pod -> pod(name.value() + "-0", pod));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        controlPlane.kubectl(
                            "get",
                            "quota/golden-quota",
                            "-n",
                            name.value() + "-0",
                            "-o",
                            "jsonpath={.status.used.pods}"))
                    .isEqualTo("4"));
    operator.awaitIdle();

    GoldenPathPreviewStatus answer =
        previews.answer(
            name.value(),
            VERSION,
            "components: { quota: { parameters: { pods: { tiers: { bronze: \"3\" } } } } }");

    assertThat(answer.services().changed()).isEqualTo(2);
    assertThat(answer.effects()).containsEntry("exceedsUsage", 1);
  }

  @Test
  void what_another_created_under_our_name_is_refused(FreshName name) {
    fleet(name, 1);
    String service = name.value() + "-0";
    whileDown(
        () -> {
          Resource<ConfigMap> dashboard =
              controlPlane
                  .admin()
                  .resource(
                      controlPlane
                          .admin()
                          .configMaps()
                          .inNamespace(service)
                          .withLabel("goldenpath.dev/component", "dashboard")
                          .list()
                          .getItems()
                          .get(0));
          ConfigMap another =
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withNamespace(service)
                  .withName(dashboard.get().getMetadata().getName())
                  .endMetadata()
                  .build();
          dashboard.delete();
          controlPlane.admin().resource(another).create();
        });

    GoldenPathPreviewStatus answer =
        previews.answer(
            name.value(), VERSION, "platform: { dashboardLabels: { grafana_dashboard: \"2\" } }");

    assertThat(answer.services().refused()).isEqualTo(1);
    assertThat(answer.changes().get(0).message()).contains("was not created by");
  }

  @Test
  void a_candidate_that_cannot_be_used_says_which_field_and_ends(FreshName name) {
    GoldenPathPreviewStatus wrong =
        previews.answer(
            name.value() + "-wrong",
            VERSION,
            "components: { quota: { parameters: { pods: { tiers: { gold: many } } } } }");
    GoldenPathPreviewStatus off =
        previews.answer(
            name.value() + "-off",
            VERSION,
            "components: { "
                + String.join(
                    ", ",
                    Stream.of(
                            "namespace",
                            "access",
                            "quota",
                            "limits",
                            "network",
                            "postgres",
                            "monitoring",
                            "slo",
                            "dashboard")
                        .map(component -> component + ": { enabled: false }")
                        .toList())
                + " }");
    GoldenPathPreviewStatus waves =
        previews.answer(
            name.value() + "-waves", VERSION, "rollout: { progressDeadline: 1s, minReady: 60s }");

    assertThat(List.of(wrong, off, waves))
        .allSatisfy(
            answer -> {
              assertThat(status(answer, "Accepted")).isEqualTo("False");
              assertThat(reason(answer, "Accepted")).isEqualTo("Invalid");
              assertThat(status(answer, "Complete")).isEqualTo("True");
              assertThat(answer.services()).isNull();
            });
    assertThat(message(wrong))
        .contains("spec.components.quota.parameters.pods.tiers.gold: \"many\" must be");
    assertThat(message(off)).contains("spec.components.namespace.enabled: \"false\" must be true");
    assertThat(message(waves)).contains("spec.rollout.");
  }

  @Test
  void those_asked_before_the_start_are_answered_the_oldest_first(FreshName name) {
    whileDown(
        () ->
            Stream.of("b", "a", "c")
                .forEach(
                    each -> {
                      previews.create(name.value() + "-" + each, VERSION, FASTER, "");
                      // Of creation, the API server records the second.
                      await()
                          .pollDelay(Duration.ofMillis(1_100))
                          .until(() -> previews.resource(name.value() + "-" + each).get() != null);
                    }));

    List<Long> written =
        Stream.of("b", "a", "c")
            .map(each -> name.value() + "-" + each)
            .map(
                each -> {
                  previews.await(each);
                  return Long.valueOf(
                      previews.resource(each).get().getMetadata().getResourceVersion());
                })
            .toList();
    assertThat(written).isSorted();
  }

  @Test
  void one_that_was_interrupted_is_answered_anew_and_one_that_was_deleted_is_dropped(
      FreshName name) {
    fleet(name, 3);
    previews.create(name.value() + "-gone", VERSION, EVERYTHING, "");
    previews.create(name.value() + "-kept", VERSION, EVERYTHING, "");

    whileDown(
        () -> {
          assertThat(previews.status(name.value() + "-kept").conditions()).isNull();
          controlPlane.kubectl("delete", "gpp/" + name.value() + "-gone");
        });

    assertThat(previews.await(name.value() + "-kept").services().changed()).isEqualTo(3);
    assertThat(previews.resource(name.value() + "-gone").get()).isNull();
  }

  @Test
  void an_answer_is_kept_for_as_long_as_it_was_asked_for(FreshName name) {
    previews.create(name.value() + "-short", VERSION, FASTER, "ttlSecondsAfterFinished: 1");
    previews.create(name.value() + "-long", VERSION, FASTER, "ttlSecondsAfterFinished: 600");

    await().until(() -> previews.resource(name.value() + "-short").get() == null);
    previews.await(name.value() + "-long");
  }

  @Test
  void the_question_never_changes(FreshName name) {
    previews.answer(name.value(), VERSION, FASTER);
    assertThat(
            controlPlane
                .kubectlResult(
                    "patch",
                    "gpp/" + name.value(),
                    "--type=merge",
                    "-p",
                    "{\"spec\":{\"candidate\":{\"version\":\"9.2.0\"}}}")
                .stderr())
        .contains("spec: a preview never changes; create another one");
  }

  /** An installation's own role may grant it. */
  @Test
  void nobody_else_writes_the_answer_whatever_rbac_says(FreshName name) {
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: t-answers }
            rules:
              - apiGroups: [goldenpath.dev]
                resources: [goldenpathpreviews, goldenpathpreviews/status]
                verbs: [get, patch, update]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: t-answers }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: t-answers }
            subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: stan }]
            """);
    previews.answer(name.value(), VERSION, FASTER);
    try (KubernetesClient stan = controlPlane.as("stan", "system:authenticated")) {
      assertThatThrownBy(
              () ->
                  new Previews(stan)
                      .resource(name.value())
                      .subresource("status")
                      .patch(
                          PatchContext.of(PatchType.JSON_MERGE),
                          "{\"status\":{\"comparedWith\":\"6.6.6\"}}"))
          .hasMessageContaining("status: only the operator writes it");
    }
  }

  /** In an older installation, or if somebody deletes it. */
  @Test
  void a_crd_that_is_missing_at_the_start_is_found_when_it_comes(FreshName name) {
    String crd = "goldenpathpreviews.goldenpath.dev";
    whileDown(
        () -> {
          controlPlane.kubectl("annotate", "crd", crd, "goldenpath.dev/confirm-deletion=" + crd);
          controlPlane.kubectl("delete", "crd", crd);
        });
    fleet(name, 1);

    new Installation(controlPlane.admin()).installOurCrds();
    await()
        .ignoreExceptions()
        .until(
            () -> {
              previews.create(name.value(), VERSION, FASTER, "");
              return true;
            });
    assertThat(previews.await(name.value()).services().changed()).isEqualTo(1);
  }

  private void fleet(FreshName name, int size) {
    for (int i = 0; i < size; i++) {
      services.create(name.value() + "-" + i, "bronze");
    }
    for (int i = 0; i < size; i++) {
      services.makeReady(name.value() + "-" + i);
    }
  }

  private void create(String service, Map<String, String> annotations) {
    services.create(service, "bronze", annotations);
    if (!annotations.containsKey("goldenpath.dev/paused")) {
      services.makeReady(service);
    }
  }

  /** One that runs as the image says: allowed by baseline, and not by restricted. */
  private void pod(String namespace, String name) {
    await()
        .ignoreExceptions()
        .until(
            () ->
                controlPlane
                        .admin()
                        .resource(
                            new PodBuilder()
                                .withNewMetadata()
                                .withNamespace(namespace)
                                .withName(name)
                                .endMetadata()
                                .withNewSpec()
                                .addNewContainer()
                                .withName("c")
                                .withImage("registry.example.org/c")
                                .withNewResources()
                                .addToRequests("cpu", new Quantity("10m"))
                                .addToRequests("memory", new Quantity("16Mi"))
                                .addToLimits("memory", new Quantity("16Mi"))
                                .endResources()
                                .endContainer()
                                .endSpec()
                                .build())
                        .create()
                    != null);
  }

  private static String status(GoldenPathPreviewStatus answer, String type) {
    return Previews.condition(answer, type).orElseThrow().status();
  }

  private static String reason(GoldenPathPreviewStatus answer, String type) {
    return Previews.condition(answer, type).orElseThrow().reason();
  }

  private static String message(GoldenPathPreviewStatus answer) {
    return Previews.condition(answer, "Accepted").orElseThrow().message();
  }
}
