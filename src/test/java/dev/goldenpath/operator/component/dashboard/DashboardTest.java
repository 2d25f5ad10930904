package dev.goldenpath.operator.component.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Rendering;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.Promtool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboard of every tier with every profile, and of the longest names and texts there are. */
class DashboardTest {
  private static final int LARGEST = 60 * 1024;
  private static final int WIDTH = 24;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Map<String, String>> PROFILES =
      Map.of(
          "otel", Map.of(),
          "spring", Map.of(),
          "go", Map.of(),
          "grpc", Map.of(),
          "custom",
              Map.of(
                  "slo.total", "shop_requests_total{kind!=\"probe\"}",
                  "slo.bad", "shop_requests_total{result=\"error\"}",
                  "slo.fast", "shop_fast_requests_total"));

  private static final Pattern SELECTOR =
      Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)}");

  private final Promtool promtool = new Promtool(Path.of("target", "promtool", "dashboard"));

  static Stream<Arguments> cases() {
    Stream<Arguments> usual =
        Arrays.stream(Tier.values())
            .flatMap(
                tier ->
                    new TreeSet<>(PROFILES.keySet())
                        .stream()
                            .map(
                                profile ->
                                    Arguments.of(
                                        tier.text() + "-" + profile,
                                        plan("checkout", tier, profile, PROFILES.get(profile)))));
    return Stream.concat(
        usual,
        Stream.of(
            Arguments.of(
                "longest",
                plan("s".repeat(63), Tier.GOLD, "otel", Map.of("slo.exclude", "\\.".repeat(100)))),
            Arguments.of(
                "no-alert",
                plan(
                    "checkout",
                    Tier.GOLD,
                    "otel",
                    Map.of(
                        "slo.severity1h", "none",
                        "slo.severity6h", "none",
                        "slo.severity1d", "none",
                        "slo.severity3d", "none")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void it_is_small_and_always_the_same(String name, ServicePlan plan) {
    String text = text(plan);

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST);
    assertThat(text(plan)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void every_panel_has_its_own_id_and_place(String name, ServicePlan plan) throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> taken = new HashSet<>();
    int panels = 0;
    for (JsonNode panel : dashboard(plan).get("panels")) {
      panels++;
      ids.add(panel.get("id").asInt());
      JsonNode place = panel.get("gridPos");
      assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(WIDTH);
      for (int x = 0; x < place.get("w").asInt(); x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          List<Integer> cell = List.of(place.get("x").asInt() + x, place.get("y").asInt() + y);
          assertThat(taken.add(cell)).as("%s alone at %s", panel.get("title"), cell).isTrue();
        }
      }
    }
    assertThat(ids).hasSize(panels);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void the_reader_picks_the_data_source(String name, ServicePlan plan) throws IOException {
    JsonNode dashboard = dashboard(plan);

    assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    assertThat(dashboard.at("/templating/list/0/query").asText()).isEqualTo("prometheus");
    assertThat(dashboard.get("panels"))
        .filteredOn(panel -> !panel.get("type").asText().equals("row"))
        .hasSizeGreaterThan(20)
        .allSatisfy(panel -> assertThat(panel.get("targets")).isNotEmpty())
        .allSatisfy(panel -> assertThat(panel.at("/datasource/uid").asText()).isNotEmpty());
    assertThat(dashboard.findValues("datasource"))
        .allSatisfy(source -> assertThat(source.get("uid").asText()).isEqualTo("${datasource}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void promtool_accepts_every_query(String name, ServicePlan plan) throws IOException {
    promtool.checkQueries(name + ".yaml", queries(plan));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void what_is_read_of_the_rules_is_recorded(String name, ServicePlan plan) throws IOException {
    Set<String> recorded =
        rules(plan).stream()
            .map(Rule::getRecord)
            .filter(record -> record != null)
            .collect(Collectors.toSet());

    List<String> read =
        queries(plan).stream()
            .flatMap(query -> Promtool.metrics(query).stream())
            .filter(metric -> metric.startsWith("goldenservice:"))
            .toList();
    assertThat(read).hasSizeGreaterThan(20);
    assertThat(recorded).containsAll(read);
  }

  /** The length of $__rate_interval follows from it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void a_rate_of_the_service_s_own_series_knows_how_often_they_are_scraped(
      String name, ServicePlan plan) throws IOException {
    String interval =
        Rendering.only(plan, "monitoring", ServiceMonitor.class)
            .getSpec()
            .getEndpoints()
            .get(0)
            .getInterval();

    List<JsonNode> targets = new ArrayList<>();
    dashboard(plan).findValues("targets").forEach(each -> each.forEach(targets::add));
    assertThat(targets)
        .filteredOn(target -> target.get("expr").asText().contains("$__rate_interval"))
        .filteredOn(target -> target.get("expr").asText().contains("job="))
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(target -> assertThat(target.path("interval").asText()).isEqualTo(interval));
  }

  /** Namespaces are what keeps one team's numbers from another's. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void every_selector_is_of_the_namespace(String name, ServicePlan plan) throws IOException {
    for (String query : queries(plan)) {
      List<String> selectors = SELECTOR.matcher(query).results().map(MatchResult::group).toList();
      // A metric without matchers would be none of the selectors.
      assertThat(selectors)
          .as(query)
          .hasSameSizeAs(Promtool.metrics(query))
          .isNotEmpty()
          .allMatch(each -> each.contains("namespace=\"" + plan.service() + "\""));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void burn_rates_have_a_line_for_each_alert_and_the_curve_that_it_watches(
      String name, ServicePlan plan) throws IOException {
    for (String objective : List.of("availability", "latency")) {
      JsonNode panel =
          StreamSupport.stream(dashboard(plan).get("panels").spliterator(), false)
              .filter(each -> each.get("type").asText().equals("timeseries"))
              .filter(each -> each.get("title").asText().toLowerCase().startsWith(objective))
              .findFirst()
              .orElseThrow();
      List<String> alerts =
          rules(plan).stream()
              .filter(rule -> "GoldenServiceErrorBudgetBurn".equals(rule.getAlert()))
              .filter(rule -> rule.getLabels().get("slo").equals(objective))
              .map(rule -> rule.getExpr().getStrVal())
              .toList();

      List<String> lines = new ArrayList<>(panel.findValuesAsText("value"));
      assertThat(lines.remove(0)).isEqualTo("null");
      assertThat(lines).hasSameSizeAs(alerts).doesNotHaveDuplicates();
      List<String> curves = panel.findValuesAsText("expr");
      assertThat(curves).hasSizeGreaterThanOrEqualTo(4);
      for (String alert : alerts) {
        assertThat(curves)
            .anyMatch(
                curve ->
                    lines.stream().anyMatch(line -> alert.startsWith(curve + " > " + line + "\n")));
      }
    }
  }

  private static List<Rule> rules(ServicePlan plan) {
    return Rendering.only(plan, "slo", PrometheusRule.class).getSpec().getGroups().stream()
        .flatMap(group -> group.getRules().stream())
        .toList();
  }

  /** With what Grafana puts in for its variables. */
  private static List<String> queries(ServicePlan plan) throws IOException {
    List<String> queries =
        dashboard(plan).findValuesAsText("expr").stream()
            .map(query -> query.replace("$__rate_interval", "5m"))
            .toList();
    assertThat(queries).hasSizeGreaterThan(40);
    return queries;
  }

  private static JsonNode dashboard(ServicePlan plan) throws IOException {
    return JSON.readTree(text(plan));
  }

  private static String text(ServicePlan plan) {
    return Rendering.only(plan, "dashboard", ConfigMap.class)
        .getData()
        .get(plan.service() + "-golden.json");
  }

  private static ServicePlan plan(
      String service, Tier tier, String profile, Map<String, String> overrides) {
    StringBuilder annotations =
        new StringBuilder("    override.goldenpath.dev/slo.profile: " + profile + "\n");
    overrides.forEach(
        (parameter, value) ->
            annotations.append(
                "    override.goldenpath.dev/%s: '%s'\n".formatted(parameter, value)));
    return Rendering.plan(
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata:
          name: %s
          uid: 0a1b2c3d-0000-4000-8000-000000000001
          annotations:
        %sspec: { team: payments, tier: %s }
        """
            .formatted(service, annotations, tier.text()));
  }
}
