package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.support.Promtool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform team's rules, dashboard and runbooks, as Prometheus' own tool reads them. */
class PlatformRulesTest {
  private static final Path SCENARIOS = Path.of("src", "test", "resources", "promtool", "platform");
  private static final Path MONITORING = Path.of("deploy", "monitoring");
  private static final Path RUNBOOKS = Path.of("docs", "runbooks.md");

  private static final String RATIO = "component:goldenpath_services_with_hatches:ratio";
  private static final Set<String> EXPORTED =
      Set.of(
          "goldenpath_services",
          "goldenpath_services_with_hatches",
          "goldenpath_hatches",
          "goldenpath_hatches_overdue",
          "goldenpath_override_parameters",
          "goldenpath_unsafe_overrides",
          "goldenpath_time_to_ready_seconds_bucket",
          "goldenpath_time_to_ready_seconds_count",
          "goldenpath_path_document_valid",
          "goldenpath_watches_alive",
          "goldenpath_leading",
          "goldenpath_services_overlooked",
          "goldenpath_path_services",
          "goldenpath_path_lag_seconds",
          "goldenpath_rollout_phase",
          "goldenpath_rollout_progress_ratio",
          "goldenpath_rollout_wave",
          "goldenpath_rollout_halted",
          "goldenpath_rollbacks_total",
          "goldenpath_error_budget_gate",
          "operator_sdk_controllers_execution_reconcile_failure_total",
          RATIO);

  private static final Pattern QUERY_BLOCK = Pattern.compile("(?ms)^```promql\\n(.*?)^```");

  private final Promtool promtool = new Promtool(Path.of("target", "promtool", "platform"));

  @Test
  void promtool_accepts_the_rules() throws IOException {
    promtool.checkRules(
        promtool.write("platform.rules.yaml", Serialization.asYaml(rules().getSpec())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"desire-paths.yaml", "hatches.yaml", "operator.yaml", "rollout.yaml"})
  void the_alerts_fire_and_resolve_when_they_should(String scenarios) throws IOException {
    promtool.write("platform.rules.yaml", Serialization.asYaml(rules().getSpec()));

    Path file = promtool.write(scenarios, Files.readString(SCENARIOS.resolve(scenarios)));
    promtool.testRules(file);
    promtool.testRulesByVersion2(file);
  }

  @Test
  void the_rules_read_only_what_is_exported() throws IOException {
    allRules().forEach(rule -> assertOnlyExported(rule.getExpr().getStrVal()));
  }

  @Test
  void every_alert_has_its_texts_and_a_section_in_the_runbooks() throws IOException {
    List<Rule> alerts = allRules().stream().filter(rule -> rule.getAlert() != null).toList();

    assertThat(alerts).hasSize(14);
    for (Rule alert : alerts) {
      assertThat(alert.getLabels().get("severity")).isIn("info", "warning");
      assertThat(alert.getAnnotations())
          .as("no link: only the installation knows where its people read")
          .containsOnlyKeys("summary", "description");
      assertThat(Files.readAllLines(RUNBOOKS)).contains("## " + alert.getAlert());
    }
  }

  @Test
  void promtool_accepts_the_queries_of_the_runbooks() throws IOException {
    List<String> queries =
        QUERY_BLOCK
            .matcher(Files.readString(RUNBOOKS))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(queries).hasSizeGreaterThanOrEqualTo(3);
    checkQueries(queries);
  }

  @Test
  void promtool_accepts_the_queries_of_the_dashboard() throws IOException {
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : dashboard().get("panels")) {
      if (panel.get("type").asText().equals("row")) {
        continue;
      }
      assertThat(panel.get("targets")).as(panel.get("title").asText()).isNotEmpty();
      panel.get("targets").forEach(target -> queries.add(target.get("expr").asText()));
    }

    assertThat(queries).hasSizeGreaterThanOrEqualTo(10);
    checkQueries(queries);
  }

  @Test
  void the_reader_of_the_dashboard_picks_the_data_source() throws IOException {
    JsonNode dashboard = dashboard();

    assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");
    assertThat(dashboard.findValues("datasource"))
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(source -> assertThat(source.get("uid").asText()).isEqualTo("${datasource}"));
  }

  @Test
  void the_line_of_the_desire_paths_is_the_threshold_of_the_alert() throws IOException {
    JsonNode desirePaths = dashboard().at("/panels/1");

    assertThat(desirePaths.at("/targets/0/expr").asText()).isEqualTo(RATIO);
    String line = desirePaths.at("/fieldConfig/defaults/thresholds/steps/1/value").asText();
    assertThat(allRules())
        .filteredOn(rule -> "GoldenPathDesirePath".equals(rule.getAlert()))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.getExpr().getStrVal())
                    .contains(RATIO + "[1h]) > " + line + "\n", RATIO + " > " + line + ")"));
  }

  private void checkQueries(List<String> queries) throws IOException {
    queries.forEach(PlatformRulesTest::assertOnlyExported);
    promtool.checkQueries("queries.yaml", queries);
  }

  private static void assertOnlyExported(String query) {
    assertThat(Promtool.metrics(query)).as(query).isNotEmpty().isSubsetOf(EXPORTED);
  }

  private static List<Rule> allRules() throws IOException {
    return rules().getSpec().getGroups().stream()
        .flatMap(group -> group.getRules().stream())
        .toList();
  }

  private static PrometheusRule rules() throws IOException {
    return Serialization.unmarshal(
        Files.readString(MONITORING.resolve("prometheusrule.yaml")), PrometheusRule.class);
  }

  private static JsonNode dashboard() throws IOException {
    ConfigMap map =
        Serialization.unmarshal(
            Files.readString(MONITORING.resolve("dashboard.yaml")), ConfigMap.class);
    assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
    return new ObjectMapper().readTree(map.getData().get("golden-path.json"));
  }
}
