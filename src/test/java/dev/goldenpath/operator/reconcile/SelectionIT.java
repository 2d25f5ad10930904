package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkload.Kind;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a workload of prometheus-operator takes what the operator makes, as that changes. */
class SelectionIT extends WithOperator {
  private static final String HOME = "t-selection-monitoring";
  private static final String ALL = "{}";
  private static final String BY_RELEASE = "{ matchLabels: { release: kps } }";

  @TempDir private static Path folder;

  @BeforeAll
  void installPrometheusApis() {
    new Installation(controlPlane.admin()).installPrometheusWorkloadApis();
    controlPlane
        .admin()
        .resource(new NamespaceBuilder().withNewMetadata().withName(HOME).endMetadata().build())
        .create();
  }

  @BeforeEach
  void withTheirNamespaceInTheDocument() throws IOException {
    write("{}");
    operator.close();
    operator =
        RunningOperator.start(
            controlPlane.operator(), Optional.of(folder.resolve("golden-path.yaml")));
  }

  @AfterEach
  void noWorkloads() {
    for (Kind kind : Kind.values()) {
      controlPlane
          .admin()
          .genericKubernetesResources(kind.apiVersion(), kind.text())
          .inNamespace(HOME)
          .delete();
    }
  }

  @Test
  void a_label_that_prometheus_asks_for_and_the_path_does_not_set_is_named(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.awaitCondition(name.value(), "MonitoringReady", "True", "Applied");

    select(Kind.PROMETHEUS, BY_RELEASE, ALL);
    services.awaitCondition(name.value(), "MonitoringReady", "False", "NotSelected");
    services.awaitCondition(name.value(), "SloReady", "False", "NotSelected");
    assertThat(message(name, "SloReady"))
        .isEqualTo(
            "Prometheus %s/k8s selects by release=kps, which PrometheusRule %s lacks (spec.platform.monitoringLabels)"
                .formatted(HOME, name.value()));

    // One that selects it is enough, of whichever kind.
    select(Kind.AGENT, ALL, ALL);
    services.awaitCondition(name.value(), "MonitoringReady", "True", "Selected");
    services.awaitCondition(name.value(), "SloReady", "False", "NotSelected");
    select(Kind.RULER, ALL, ALL);
    services.awaitCondition(name.value(), "SloReady", "True", "Selected");
    services.awaitReady(name.value());
    assertThat(message(name, "MonitoringReady"))
        .isEqualTo("selected by PrometheusAgent " + HOME + "/k8s");
    assertThat(message(name, "SloReady")).isEqualTo("selected by ThanosRuler " + HOME + "/k8s");

    noWorkloads();
    services.awaitCondition(name.value(), "MonitoringReady", "True", "Applied");
  }

  @Test
  void namespaces_that_are_selected_by_a_label_get_it_from_the_path_document(FreshName name)
      throws IOException {
    services.createReady(name.value(), "bronze");
    select(Kind.PROMETHEUS, ALL, "{ matchLabels: { team-monitoring: enabled } }");
    services.awaitCondition(name.value(), "MonitoringReady", "False", "NotSelected");
    assertThat(message(name, "MonitoringReady")).contains("(spec.platform.namespaceLabels)");
    controlPlane.kubectl("label", "namespace", name.value(), "istio-injection=enabled");

    write("{ team-monitoring: enabled }");
    services.awaitCondition(name.value(), "MonitoringReady", "True", "Selected");
    services.awaitCondition(name.value(), "SloReady", "True", "Selected");

    // What leaves the document leaves the namespace; what others set stays.
    write("{}");
    services.awaitCondition(name.value(), "MonitoringReady", "False", "NotSelected");
    assertThat(controlPlane.admin().namespaces().withName(name.value()).get().getMetadata())
        .satisfies(
            metadata ->
                assertThat(metadata.getLabels())
                    .doesNotContainKey("team-monitoring")
                    .containsEntry("istio-injection", "enabled"));
    await().untilAsserted(() -> assertThat(operator.repaired()).as("no drift").isEmpty());
  }

  private String message(FreshName name, String condition) {
    return GoldenServices.condition(services.get(name.value()), condition).orElseThrow().message();
  }

  /** The namespace where Prometheus runs is what makes it evidence. */
  private static void write(String namespaceLabels) throws IOException {
    Files.writeString(
        folder.resolve("golden-path.yaml"),
        Documents.builtIn()
            .replace("monitoringNamespaces: [monitoring]", "monitoringNamespaces: [" + HOME + "]")
            .replace("namespaceLabels: {}", "namespaceLabels: " + namespaceLabels));
  }

  private void select(Kind kind, String selector, String namespaces) {
    String monitors =
        "serviceMonitorSelector: %s, serviceMonitorNamespaceSelector: %s"
            .formatted(selector, namespaces);
    String rules = "ruleSelector: %s, ruleNamespaceSelector: %s".formatted(selector, namespaces);
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: %s
            kind: %s
            metadata: { name: k8s, namespace: %s }
            spec: { %s }
            """
                .formatted(
                    kind.apiVersion(),
                    kind.text(),
                    HOME,
                    switch (kind) {
                      case PROMETHEUS -> monitors + ", " + rules;
                      case AGENT -> monitors;
                      case RULER ->
                          rules + ", queryEndpoints: [ \"http://thanos.example.org:9090\" ]";
                    }));
  }
}
