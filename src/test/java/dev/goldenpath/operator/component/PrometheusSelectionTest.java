package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusSelectionTest {
  private static final Map<String, String> NAMESPACE = Map.of("goldenpath.dev/tier", "gold");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          serviceMonitorNamespaceSelector: {}                                          | selects no ServiceMonitor
          serviceMonitorSelector: {}                                                   | looks only into its own namespace
          { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }          | -
          { serviceMonitorSelector: { matchLabels: { release: kps } }, serviceMonitorNamespaceSelector: {} } | selects by release=kps, which ServiceMonitor shop lacks
          { serviceMonitorSelector: { matchLabels: { area: web } }, serviceMonitorNamespaceSelector: {} } | -
          { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: { matchLabels: { goldenpath.dev/tier: bronze } } } | looks into namespaces with goldenpath.dev/tier=bronze, which this one lacks
          { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: { matchLabels: { goldenpath.dev/tier: gold } } } | -
          { serviceMonitorSelector: { matchExpressions: [{ key: area, operator: In, values: [web, api] }] }, serviceMonitorNamespaceSelector: {} } | -
          { serviceMonitorSelector: { matchExpressions: [{ key: area, operator: NotIn, values: [web] }] }, serviceMonitorNamespaceSelector: {} } | selects by area NotIn [web], which ServiceMonitor shop lacks
          { serviceMonitorSelector: { matchExpressions: [{ key: release, operator: Exists }] }, serviceMonitorNamespaceSelector: {} } | selects by release Exists [], which ServiceMonitor shop lacks
          { serviceMonitorSelector: { matchExpressions: [{ key: release, operator: DoesNotExist }] }, serviceMonitorNamespaceSelector: {} } | -
          """)
  void a_prometheus_takes_what_its_selectors_meet(String spec, String obstacle) {
    Readiness readiness = monitor(observed("{}", List.of(prometheus(spec))));

    if (obstacle.equals("-")) {
      assertThat(readiness)
          .isEqualTo(Readiness.ready("Selected", "selected by Prometheus mon/k8s"));
    } else {
      assertThat(readiness)
          .isEqualTo(Readiness.failing("NotSelected", "Prometheus mon/k8s " + obstacle));
    }
  }

  @Test
  void one_that_takes_it_is_enough() {
    assertThat(
            monitor(
                    observed(
                        "{}",
                        List.of(
                            prometheus("serviceMonitorSelector: {}"),
                            prometheus(
                                "{ serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }"))))
                .ready())
        .isTrue();
  }

  @Test
  void rules_have_selectors_of_their_own() {
    String spec =
        "{ serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, ruleNamespaceSelector: {} }";
    assertThat(rule(observed("{}", List.of(prometheus(spec)))).reason()).isEqualTo("NotSelected");
  }

  @Test
  void what_cannot_be_known_is_no_failure() {
    assertThat(
            monitor(
                new ObservedState(List.of(monitor("{}")), List.of(), NAMESPACE, Optional.empty())))
        .satisfies(readiness -> assertThat(readiness.ready()).isTrue())
        .satisfies(readiness -> assertThat(readiness.message()).contains("unknown"));
    assertThat(monitor(observed("{}", List.of())).ready()).isTrue();
  }

  @Test
  void what_prometheus_operator_does_not_accept_is_told_in_its_words() {
    Readiness readiness =
        rule(
            observed(
                "{ bindings: [{ conditions: [{ type: Accepted, status: 'False', message: bad expr }] }] }",
                List.of()));
    assertThat(readiness)
        .isEqualTo(
            Readiness.failing("NotAccepted", "prometheus-operator does not accept it: bad expr"));
  }

  private static ObservedState observed(String status, List<Prometheus> prometheuses) {
    return new ObservedState(
        List.of(monitor(status)), List.of(), NAMESPACE, Optional.of(prometheuses));
  }

  private static GenericKubernetesResource monitor(String status) {
    return Serialization.unmarshal(
        """
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: shop, namespace: shop, labels: { area: web } }
        status: %s
        """
            .formatted(status),
        GenericKubernetesResource.class);
  }

  private static Prometheus prometheus(String spec) {
    return Serialization.unmarshal(
        """
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata: { name: k8s, namespace: mon }
        spec: %s
        """
            .formatted(spec.startsWith("{") ? spec : "{ " + spec + " }"),
        Prometheus.class);
  }

  private static Readiness monitor(ObservedState observed) {
    return Readiness.of(observed.selectedBy(PrometheusSelection.MONITOR));
  }

  private static Readiness rule(ObservedState observed) {
    return Readiness.of(observed.selectedBy(PrometheusSelection.RULE));
  }
}
