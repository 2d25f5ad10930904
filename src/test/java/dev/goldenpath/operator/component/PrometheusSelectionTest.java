package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkload;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkload.Kind;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkloads;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PrometheusSelectionTest {
  private static final Map<String, String> NAMESPACE = Map.of("goldenpath.dev/tier", "gold");
  private static final String ALL =
      "{ serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, ruleSelector: {}, ruleNamespaceSelector: {} }";
  private static final String BY_RELEASE =
      ALL.replace("Selector: {}", "Selector: { matchLabels: { release: kps } }")
          .replaceAll(
              "NamespaceSelector: \\{ matchLabels: \\{ release: kps } }", "NamespaceSelector: {}");
  private static final String LACKS =
      " selects by release=kps, which ServiceMonitor shop lacks (spec.platform.monitoringLabels)";

  private final Platform platform = Documents.readBuiltIn().spec().platform();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }          | -
          { serviceMonitorSelector: { matchLabels: { release: kps } }, serviceMonitorNamespaceSelector: {} } | selects by release=kps, which ServiceMonitor shop lacks (spec.platform.monitoringLabels)
          { serviceMonitorSelector: { matchLabels: { area: web } }, serviceMonitorNamespaceSelector: {} } | -
          { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: { matchLabels: { goldenpath.dev/tier: bronze } } } | looks into namespaces with goldenpath.dev/tier=bronze, which this one lacks (spec.platform.namespaceLabels)
          { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: { matchLabels: { goldenpath.dev/tier: gold } } } | -
          { serviceMonitorSelector: { matchExpressions: [{ key: area, operator: In, values: [web, api] }] }, serviceMonitorNamespaceSelector: {} } | -
          { serviceMonitorSelector: { matchExpressions: [{ key: area, operator: NotIn, values: [web] }] }, serviceMonitorNamespaceSelector: {} } | selects by area NotIn [web], which ServiceMonitor shop lacks (spec.platform.monitoringLabels)
          { serviceMonitorSelector: { matchExpressions: [{ key: release, operator: Exists }] }, serviceMonitorNamespaceSelector: {} } | selects by release Exists, which ServiceMonitor shop lacks (spec.platform.monitoringLabels)
          { serviceMonitorSelector: { matchExpressions: [{ key: release, operator: DoesNotExist }] }, serviceMonitorNamespaceSelector: {} } | -
          """)
  void a_prometheus_takes_what_its_selectors_meet(String spec, String obstacle) {
    Readiness readiness = monitor(workload(Kind.PROMETHEUS, spec));

    if (obstacle.equals("-")) {
      assertThat(readiness)
          .isEqualTo(Readiness.ready("Selected", "selected by Prometheus monitoring/k8s"));
    } else {
      assertThat(readiness)
          .isEqualTo(Readiness.failing("NotSelected", "Prometheus monitoring/k8s " + obstacle));
    }
  }

  /** The platform's own Prometheus, an agent for the services, and a ruler for their rules. */
  @Test
  void whichever_selects_it_counts() {
    PrometheusWorkload platformOnly = workload(Kind.PROMETHEUS, BY_RELEASE);
    PrometheusWorkload agent = workload(Kind.AGENT, ALL);
    PrometheusWorkload ruler = workload(Kind.RULER, ALL);

    assertThat(monitor(platformOnly, agent, ruler))
        .isEqualTo(Readiness.ready("Selected", "selected by PrometheusAgent monitoring/k8s"));
    assertThat(rule(platformOnly, agent, ruler))
        .isEqualTo(Readiness.ready("Selected", "selected by ThanosRuler monitoring/k8s"));
  }

  @Test
  void an_agent_takes_no_rules_and_a_ruler_no_monitors() {
    assertThat(rule(workload(Kind.AGENT, ALL)).message())
        .endsWith("is unknown: there is no Prometheus or ThanosRuler object");
    assertThat(monitor(workload(Kind.RULER, ALL)).message())
        .endsWith("is unknown: there is no Prometheus or PrometheusAgent object");
  }

  /** Not one of them shows that the platform meant to read what services have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                             | monitoring | selects no ServiceMonitor
          serviceMonitorNamespaceSelector: {}            | monitoring | selects no ServiceMonitor
          serviceMonitorSelector: {}                     | monitoring | looks only into its own namespace
          { serviceMonitorSelector: { matchLabels: { release: kps } }, serviceMonitorNamespaceSelector: {} } | team-a | selects by release=kps, which ServiceMonitor shop lacks (spec.platform.monitoringLabels)
          """)
  void without_evidence_nothing_fails(String spec, String home, String said) {
    Readiness readiness = monitor(workload(Kind.PROMETHEUS, home, spec));
    assertThat(readiness.ready()).isTrue();
    assertThat(readiness.message())
        .isEqualTo(
            "whether a Prometheus or PrometheusAgent selects it is unknown: Prometheus "
                + home
                + "/k8s "
                + said);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"PROMETHEUS", "AGENT"})
  void a_kind_that_cannot_be_read_may_hold_the_one_that_selects_it(Kind unread) {
    Kind other = unread == Kind.AGENT ? Kind.PROMETHEUS : Kind.AGENT;
    Readiness readiness =
        readiness(
            PrometheusSelection.MONITOR,
            new PrometheusWorkloads(
                List.of(workload(other, BY_RELEASE)),
                Map.of(unread, "may not be listed by the operator")),
            platform);
    assertThat(readiness.ready()).isTrue();
    assertThat(readiness.message())
        .contains(unread.text() + " objects may not be listed by the operator")
        .contains(LACKS);
  }

  @Test
  void a_kind_that_could_not_select_it_is_no_doubt() {
    PrometheusWorkloads workloads =
        new PrometheusWorkloads(
            List.of(workload(Kind.PROMETHEUS, BY_RELEASE)), Map.of(Kind.RULER, "cannot be read"));
    assertThat(readiness(PrometheusSelection.MONITOR, workloads, platform).ready()).isFalse();
    assertThat(readiness(PrometheusSelection.RULE, workloads, platform).ready()).isTrue();
  }

  @Test
  void a_platform_whose_services_something_else_reads_only_says_so()
      throws InvalidGoldenPathException {
    Platform reported =
        Documents.read(
                Documents.builtIn()
                    .replace("monitoringSelection: enforced", "monitoringSelection: reported"))
            .spec()
            .platform();
    Readiness readiness =
        readiness(
            PrometheusSelection.MONITOR,
            new PrometheusWorkloads(List.of(workload(Kind.PROMETHEUS, BY_RELEASE)), Map.of()),
            reported);
    assertThat(readiness.ready()).isTrue();
    assertThat(readiness.message()).endsWith("is unknown: Prometheus monitoring/k8s" + LACKS);
  }

  @Test
  void rules_have_selectors_of_their_own() {
    String spec =
        "{ serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, ruleSelector: { matchLabels: { role: x } }, ruleNamespaceSelector: {} }";
    assertThat(monitor(workload(Kind.PROMETHEUS, spec)).ready()).isTrue();
    assertThat(rule(workload(Kind.PROMETHEUS, spec)).reason()).isEqualTo("NotSelected");
  }

  @Test
  void what_has_not_been_read_is_unknown() {
    Readiness readiness =
        readiness(
            PrometheusSelection.RULE,
            new PrometheusWorkloads(
                List.of(),
                Map.of(
                    Kind.PROMETHEUS, "have not been read yet",
                    Kind.RULER, "have not been read yet")),
            platform);
    assertThat(readiness)
        .isEqualTo(
            Readiness.ready(
                "Applied",
                "whether a Prometheus or ThanosRuler selects it is unknown: Prometheus objects have not been read yet; ThanosRuler objects have not been read yet"));
  }

  @Test
  void the_message_does_not_depend_on_the_order_of_a_cache_and_names_few_of_many() {
    PrometheusWorkload[] many = new PrometheusWorkload[9];
    Arrays.setAll(many, i -> workload(Kind.PROMETHEUS, "team-" + i, "{}"));
    String message = monitor(many).message();
    Collections.reverse(Arrays.asList(many));
    assertThat(monitor(many).message())
        .isEqualTo(message)
        .contains("team-4/")
        .endsWith("; and 4 more");
  }

  @Test
  void what_prometheus_operator_does_not_accept_is_told_in_its_words() {
    String status =
        "{ bindings: [{ conditions: [{ type: Accepted, status: 'False', message: bad expr }] }] }";
    ObservedState observed =
        new ObservedState(
            () -> List.of(object(status)),
            List.of(),
            NAMESPACE,
            Set.of(),
            () -> new PrometheusWorkloads(List.of(), Map.of()));
    assertThat(Readiness.of(observed.selectedBy(PrometheusSelection.RULE, platform)))
        .isEqualTo(
            Readiness.failing("NotAccepted", "prometheus-operator does not accept it: bad expr"));
  }

  private Readiness monitor(PrometheusWorkload... workloads) {
    return readiness(
        PrometheusSelection.MONITOR,
        new PrometheusWorkloads(List.of(workloads), Map.of()),
        platform);
  }

  private Readiness rule(PrometheusWorkload... workloads) {
    return readiness(
        PrometheusSelection.RULE, new PrometheusWorkloads(List.of(workloads), Map.of()), platform);
  }

  private static Readiness readiness(
      PrometheusSelection selection, PrometheusWorkloads workloads, Platform platform) {
    return Readiness.of(
        new ObservedState(
                () -> List.of(object("{}")), List.of(), NAMESPACE, Set.of(), () -> workloads)
            .selectedBy(selection, platform));
  }

  private static GenericKubernetesResource object(String status) {
    return read(
        """
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: shop, namespace: shop, labels: { area: web } }
        status: %s
        """
            .formatted(status));
  }

  private static PrometheusWorkload workload(Kind kind, String spec) {
    return workload(kind, "monitoring", spec);
  }

  private static PrometheusWorkload workload(Kind kind, String namespace, String spec) {
    return PrometheusWorkload.of(
        kind,
        read(
            """
            ---
            apiVersion: %s
            kind: %s
            metadata: { name: k8s, namespace: %s }
            spec: %s
            """
                .formatted(
                    kind.apiVersion(),
                    kind.text(),
                    namespace,
                    spec.startsWith("{") ? spec : "{ " + spec + " }")));
  }

  private static GenericKubernetesResource read(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }
}
