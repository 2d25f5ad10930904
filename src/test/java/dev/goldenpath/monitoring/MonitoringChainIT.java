package dev.goldenpath.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.RunningOperator;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * One outage of a gold service, through the real components: prometheus-operator makes the
 * configuration, Prometheus scrapes a service that fails for a minute, Alertmanager tells people,
 * by the route that the docs give. Nothing is sped up but how long Alertmanager waits. Runs beside
 * all other tests, with a control plane of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringChainIT {
  private static final String SERVICE = "shop";
  private static final String PAGE =
      "ALERTS{alertname=\"GoldenServiceErrorBudgetBurn\",alertstate=\"firing\",slo=\"availability\",window=\"1h\"}";
  private static final Duration EVALUATION = Duration.ofSeconds(30);
  private static final Path PAGE_OF_DOCS = Path.of("docs", "slo.md");
  private static final Path REPORT = Path.of("target", "monitoring-chain.md");

  /** Until Prometheus has evaluated each group, the slow ones each five minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final Path workDir =
      Path.of("target", "monitoring", String.valueOf(ProcessHandle.current().pid()));

  private ControlPlane controlPlane;
  private MonitoringStack stack;
  private RunningOperator operator;
  private GoldenServices services;
  private Shop shop;
  private Pager pager;
  private Prometheus prometheus;
  private Alertmanager alertmanager;

  private String notSelected;
  private Instant started;
  private Instant failing;
  private Instant recovered;
  private Instant resolved;
  private List<String> inhibited;

  @BeforeAll
  void an_outage() throws IOException {
    controlPlane = ControlPlane.start(workDir.resolve("controlplane"));
    stack = MonitoringStack.start(controlPlane, workDir);
    new Installation(controlPlane.admin()).installOperatorResources();
    new Installation(controlPlane.admin()).installDatabaseApi();
    services = new GoldenServices(controlPlane.admin());
    stack.select("release", "kps");
    pager = Pager.open();
    shop = Shop.open();
    alertmanager = stack.startAlertmanager(routeOfTheDocs());

    operator = RunningOperator.start(controlPlane.operator());
    services.create(SERVICE, "gold");
    deploy();
    notSelected = services.awaitCondition(SERVICE, "SloReady", "False", "NotSelected").toString();
    operator.close();
    operator = RunningOperator.start(controlPlane.operator(), Optional.of(pathWithLabel()));
    services.awaitCondition(SERVICE, "MonitoringReady", "True", "Selected");
    services.awaitCondition(SERVICE, "SloReady", "True", "Selected");
    await("configuration")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                stack.configuration().orElse("").contains("serviceMonitor/shop/shop/0")
                    && !stack.ruleFiles().isEmpty());

    started = Instant.now();
    prometheus = stack.startPrometheus(History.of(SERVICE, Shop.RATE));
    await("healthy")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                prometheus.samples("goldenservice:requests:rate5m").stream()
                        .filter(started::isBefore)
                        .count()
                    >= 2);
    failing = Instant.now();
    shop.fail();
    await("page")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> !prometheus.samples(PAGE).isEmpty() && !pages("firing").isEmpty());
    recovered = Instant.now();
    shop.recover();
    inhibited = inhibitedBesideThePage();
    await("resolved page")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> !pages("resolved").isEmpty());
    resolved = Instant.now();
  }

  @AfterAll
  void stop() throws IOException {
    for (AutoCloseable part : parts()) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IOException(part + " could not be stopped", e);
      }
    }
  }

  private List<AutoCloseable> parts() {
    List<AutoCloseable> parts = new ArrayList<>();
    for (AutoCloseable part : new AutoCloseable[] {operator, shop, pager, stack, controlPlane}) {
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  @Test
  void without_the_label_it_is_named() {
    assertThat(notSelected)
        .contains(
            "Prometheus monitoring/k8s selects by release=kps, which PrometheusRule shop lacks");
  }

  /** A pod that stands behind two Services is one target, or all of its requests count twice. */
  @Test
  void requests_are_counted_once_however_many_services_select_a_pod() {
    assertThat(prometheus.query("goldenservice:requests:rate5m{goldenservice=\"shop\"}"))
        .singleElement()
        .satisfies(
            series -> assertThat(series.at("/value/1").asDouble()).isBetween(1.0, Shop.RATE * 1.3));
  }

  @Test
  void the_target_has_the_labels_that_the_rules_select_by() {
    assertThat(prometheus.targetsUp())
        .singleElement()
        .satisfies(
            labels ->
                assertThat(labels)
                    .containsEntry("namespace", SERVICE)
                    .containsEntry("job", SERVICE)
                    .containsEntry("service", SERVICE));
  }

  @Test
  void every_rule_is_loaded_and_evaluates() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(prometheus.ruleHealth()).hasSize(9 + 11).values().containsOnly("ok"));
  }

  @Test
  void the_page_reaches_people_with_what_they_route_by() {
    assertThat(pages("firing").get(0).labels())
        .containsAllEntriesOf(
            Map.of(
                "alertname", "GoldenServiceErrorBudgetBurn",
                "severity", "critical",
                "slo", "availability",
                "window", "1h",
                "team", "payments",
                "tier", "gold",
                "namespace", SERVICE,
                "goldenservice", SERVICE));
    assertThat(pages("firing")).extracting(Pager.Notice::receiver).containsOnly("pages");
  }

  @Test
  void nothing_else_is_told() {
    assertThat(pager.notices())
        .filteredOn(notice -> !notice.labels().get("alertname").equals("Another"))
        .extracting(notice -> notice.labels().get("alertname") + notice.labels().get("window"))
        .containsOnly("GoldenServiceErrorBudgetBurn1h");
  }

  @Test
  void a_warning_about_the_same_objective_is_inhibited() {
    assertThat(inhibited).containsExactly("availability");
  }

  /** By the formulas of the docs; a busy machine only makes it later. */
  @Test
  void it_fires_and_resolves_about_when_theory_says() throws IOException {
    List<Instant> firing = prometheus.samples(PAGE);
    Instant first = firing.get(0);
    Instant last = firing.get(firing.size() - 1);
    Files.writeString(
        REPORT,
        """
        | seconds | theory | observed |
        |---|---|---|
        | from the start of the outage until the page fires | 51.8, and up to 45 of scrape and evaluation | %s |
        | until it reaches people | | %s |
        | the outage | | %s |
        | from its end until the page fires no more | 295.7, and up to 45 | %s |
        | until people hear of it | | %s |
        """
            .formatted(
                seconds(failing, first),
                seconds(failing, pages("firing").get(0).at()),
                seconds(failing, recovered),
                seconds(recovered, last.plus(EVALUATION)),
                seconds(recovered, resolved)));
    System.out.println(Files.readString(REPORT));
    assertThat(Duration.between(failing, first)).isGreaterThan(Duration.ofSeconds(45));
    assertThat(Duration.between(recovered, last)).isGreaterThan(Duration.ofMinutes(4));
  }

  @Test
  void every_panel_about_objectives_and_requests_has_data() throws IOException {
    Map<String, List<String>> queries = queries();
    assertThat(queries).hasSizeGreaterThan(20);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                queries.forEach(
                    (panel, expressions) ->
                        assertThat(expressions)
                            .as(panel)
                            .allSatisfy(
                                expression ->
                                    assertThat(
                                            prometheus.queryRange(
                                                expression, started, Instant.now()))
                                        .as(expression)
                                        .isNotEmpty())));
  }

  private List<Pager.Notice> pages(String status) {
    return pager.notices().stream()
        .filter(notice -> "critical".equals(notice.labels().get("severity")))
        .filter(notice -> notice.status().equals(status))
        .toList();
  }

  /** Two more windows burn: that of the same objective is silenced, the other is not. */
  private List<String> inhibitedBesideThePage() {
    Map<String, String> warning =
        new TreeMap<>(Map.of("alertname", "Another", "severity", "warning", "namespace", SERVICE));
    warning.put("goldenservice", SERVICE);
    for (String slo : List.of("availability", "latency")) {
      warning.put("slo", slo);
      alertmanager.tell(warning);
    }
    await("both are known").until(() -> warnings().size() == 2);
    return warnings().stream()
        .filter(alert -> !alert.at("/status/inhibitedBy").isEmpty())
        .map(alert -> alert.at("/labels/slo").asText())
        .toList();
  }

  private List<JsonNode> warnings() {
    return alertmanager.alerts().stream()
        .filter(alert -> alert.at("/labels/alertname").asText().equals("Another"))
        .toList();
  }

  /** The dashboard's queries by panel, but for those that pods and databases answer. */
  private Map<String, List<String>> queries() throws IOException {
    String json =
        controlPlane
            .admin()
            .configMaps()
            .inNamespace(SERVICE)
            .withName("golden-dashboard")
            .get()
            .getData()
            .get("shop-golden.json");
    Map<String, List<String>> queries = new TreeMap<>();
    String row = "";
    for (JsonNode panel : new ObjectMapper().readTree(json).get("panels")) {
      if (panel.get("type").asText().equals("row")) {
        row = panel.get("title").asText();
      } else if (!Set.of("Saturation", "Deployments").contains(row)) {
        queries.put(
            row + ": " + panel.get("title").asText(),
            panel.findValuesAsText("expr").stream()
                .map(query -> query.replace("$__rate_interval", "1m"))
                .toList());
      }
    }
    return queries;
  }

  /** The service's pods, as its Services, one of them headless, and their address. */
  private void deploy() {
    await().until(() -> controlPlane.admin().namespaces().withName(SERVICE).get() != null);
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: v1
            kind: Service
            metadata: { name: web, namespace: %1$s }
            spec: { ports: [{ name: http-metrics, port: 80 }] }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: web-headless, namespace: %1$s }
            spec: { clusterIP: None, ports: [{ name: http-metrics, port: 80 }] }
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: web-headless-1
              namespace: %1$s
              labels: { kubernetes.io/service-name: web-headless }
            addressType: IPv4
            endpoints: [{ addresses: ["%2$s"], conditions: { ready: true } }]
            ports: [{ name: http-metrics, port: %3$d }]
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: web-1
              namespace: %1$s
              labels: { kubernetes.io/service-name: web }
            addressType: IPv4
            endpoints: [{ addresses: ["%2$s"], conditions: { ready: true } }]
            ports: [{ name: http-metrics, port: %3$d }]
            """
                .formatted(SERVICE, MonitoringStack.POD_ADDRESS, shop.port()));
  }

  /** The built-in path with the label that the Prometheus asks for. */
  private Path pathWithLabel() throws IOException {
    String builtIn = Files.readString(Path.of("src", "main", "resources", "golden-path.yaml"));
    assertThat(builtIn).contains("monitoringLabels: {}");
    return Files.writeString(
        workDir.resolve("golden-path.yaml"),
        builtIn.replace("monitoringLabels: {}", "monitoringLabels: { release: kps }"));
  }

  /** With receivers that are ours, and shorter waits. */
  @SuppressWarnings("unchecked")
  private String routeOfTheDocs() throws IOException {
    Matcher block =
        Pattern.compile("(?ms)^```yml\\n(route:.*?)^```").matcher(Files.readString(PAGE_OF_DOCS));
    assertThat(block.find()).isTrue();
    Map<String, Object> config =
        Serialization.unmarshal(
            block
                .group(1)
                .replace("group_wait: 30s", "group_wait: 1s")
                .replace("group_interval: 5m", "group_interval: 5s"),
            Map.class);
    ((List<Map<String, Object>>) config.get("receivers"))
        .forEach(receiver -> receiver.put("webhook_configs", List.of(Map.of("url", pager.url()))));
    return Serialization.asYaml(config);
  }

  private static String seconds(Instant from, Instant to) {
    return String.format(Locale.ROOT, "%.1f", Duration.between(from, to).toMillis() / 1000.0);
  }
}
