package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether a Prometheus takes what the operator makes, told by conditions as it changes. */
class SelectionIT extends WithOperator {
  private static final String HOME = "t-selection-monitoring";

  @BeforeAll
  void installPrometheusApi() {
    whileDown(() -> new Installation(controlPlane.admin()).installPrometheusApi());
    controlPlane
        .admin()
        .resource(new NamespaceBuilder().withNewMetadata().withName(HOME).endMetadata().build())
        .create();
  }

  @AfterEach
  void noPrometheus() {
    prometheus().delete();
  }

  @Test
  void a_label_that_prometheus_asks_for_and_the_path_does_not_set_is_named(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.awaitCondition(name.value(), "MonitoringReady", "True", "Applied");

    select("{ matchLabels: { release: kps } }");
    services.awaitCondition(name.value(), "MonitoringReady", "False", "NotSelected");
    assertThat(
            GoldenServices.condition(services.get(name.value()), "SloReady")
                .orElseThrow()
                .message())
        .isEqualTo(
            "Prometheus %s/k8s selects by release=kps, which PrometheusRule %s lacks"
                .formatted(HOME, name.value()));

    select("{}");
    services.awaitCondition(name.value(), "MonitoringReady", "True", "Selected");
    services.awaitCondition(name.value(), "SloReady", "True", "Selected");
    services.awaitReady(name.value());

    prometheus().delete();
    services.awaitCondition(name.value(), "MonitoringReady", "True", "Applied");
  }

  private void select(String selector) {
    Prometheus wanted =
        Serialization.unmarshal(
            """
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: Prometheus
            metadata: { name: k8s, namespace: %1$s }
            spec:
              serviceMonitorSelector: %2$s
              serviceMonitorNamespaceSelector: {}
              ruleSelector: %2$s
              ruleNamespaceSelector: {}
            """
                .formatted(HOME, selector),
            Prometheus.class);
    prometheus().delete();
    controlPlane.admin().resource(wanted).create();
  }

  private Resource<Prometheus> prometheus() {
    return controlPlane.admin().resources(Prometheus.class).inNamespace(HOME).withName("k8s");
  }
}
