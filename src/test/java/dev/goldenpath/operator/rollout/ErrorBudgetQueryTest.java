package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.Promtool;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one query of a rollout, as Prometheus' own tool reads and evaluates it. */
class ErrorBudgetQueryTest {
  private static final ErrorBudgetRule RULE =
      new ErrorBudgetRule(BigDecimal.TEN, Duration.ofMinutes(30), NoDataPolicy.WAIT);

  private static final String QUERY = ErrorBudgetQuery.of(RULE);

  private final Promtool promtool = new Promtool(Path.of("target", "promtool", "rollout"));

  @Test
  void both_versions_read_it() throws IOException {
    promtool.checkQueries("query.yaml", List.of(QUERY));
  }

  @Test
  void it_reads_only_series_that_the_rules_of_every_service_record() throws IOException {
    String rules =
        Files.readString(
            Path.of("src/test/resources/golden/bronze/out-PrometheusRule-checkout.yaml"));
    assertThat(Promtool.metrics(QUERY))
        .isNotEmpty()
        .allMatch(metric -> rules.contains("record: \"" + metric + "\""));
  }

  /** Ten requests a second; at the 60th minute what burned for a quarter of an hour is seen. */
  @Test
  void it_returns_who_burns_over_both_windows_and_how_many_are_measured() throws IOException {
    evaluate(
        List.of(
            series("burns", 0.99, "0x45 5x60", "10x200"),
            series("calm", 0.99, "0.05x200", "10x200"),
            // Over the long window it still burns, over the short one it does not.
            series("recovered", 0.99, "0x31 9x20 0x60", "10x200"),
            // It burns 40 times too fast, by less than four bad requests.
            series("idle", 0.99, "0x45 0.004x60", "0.01x200"),
            // It burns 5 times too fast.
            series("slow", 0.99, "0x31 0.5x60", "10x200")),
        List.of(
            Map.of("labels", "{namespace=\"burns\", slo=\"availability\"}", "value", 25),
            Map.of("labels", "{measured=\"true\"}", "value", 5)));
  }

  @Test
  void without_an_objective_there_is_no_sample_at_all() throws IOException {
    evaluate(
        List.of(
            Map.of(
                "goldenservice:requests:rate5m{namespace=\"a\",goldenservice=\"a\"}",
                "10x200",
                "goldenservice:bad_requests:rate5m{namespace=\"a\",goldenservice=\"a\",slo=\"x\"}",
                "10x200")),
        List.of());
  }

  @Test
  void a_change_of_the_tier_and_a_second_replica_do_not_break_it() throws IOException {
    Map<String, String> first = series("burns", 0.99, "0x45 5x60", "10x200");
    evaluate(
        List.of(
            first,
            Map.of(
                "goldenservice:objective:ratio{namespace=\"burns\",goldenservice=\"burns\","
                    + "slo=\"availability\",team=\"t\",tier=\"gold\"}",
                "0.99x200",
                "goldenservice:requests:rate5m{namespace=\"burns\",goldenservice=\"burns\","
                    + "replica=\"b\"}",
                "10x200")),
        List.of(
            Map.of("labels", "{namespace=\"burns\", slo=\"availability\"}", "value", 25),
            Map.of("labels", "{measured=\"true\"}", "value", 1)));
  }

  @Test
  void people_read_how_fast_it_burned() {
    assertThat(ErrorBudgetQuery.message("availability", 25.04, Duration.ofMinutes(30)))
        .isEqualTo("availability burned 25 times too fast over 30m");
  }

  @Test
  void an_answer_names_who_burns_and_counts_who_is_measured() {
    assertThat(
            ErrorBudgetQuery.reading(
                RULE, List.of(measured(7), sample("a", "latency", 12), sample("b", "latency", 25))))
        .isEqualTo(
            new ErrorBudgetReading(
                ErrorBudgetReading.State.MEASURED,
                Map.of(
                    "a", "latency burned 12 times too fast over 30m",
                    "b", "latency burned 25 times too fast over 30m"),
                7));
  }

  @Test
  void of_several_samples_about_one_service_the_fastest_counts() {
    assertThat(
            ErrorBudgetQuery.reading(
                    RULE,
                    List.of(
                        sample("a", "latency", 11),
                        sample("a", "availability", 40),
                        sample("a", "availability", 20)))
                .burning())
        .containsExactly(Map.entry("a", "availability burned 40 times too fast over 30m"));
  }

  @Test
  void what_is_not_a_burn_rate_burns_nobody() {
    ErrorBudgetReading reading =
        ErrorBudgetQuery.reading(
            RULE,
            List.of(
                sample("a", "latency", Double.NaN),
                sample("b", "latency", -100),
                sample("c", "latency", 10),
                new ErrorBudgetQuery.Sample(Map.of("namespace", "d"), 99),
                new ErrorBudgetQuery.Sample(Map.of("slo", "latency"), 99),
                new ErrorBudgetQuery.Sample(Map.of(), 99),
                measured(Double.NaN),
                measured(-5)));
    assertThat(reading.burning()).isEmpty();
    assertThat(reading.measured()).isZero();
  }

  @Test
  void an_objective_of_all_requests_burns_without_a_limit() {
    assertThat(
            ErrorBudgetQuery.reading(
                    RULE, List.of(sample("a", "availability", Double.POSITIVE_INFINITY)))
                .burning())
        .containsEntry("a", "availability burned Infinity times too fast over 30m");
  }

  @Test
  void a_forged_label_is_cut_and_shown_without_control_characters() {
    assertThat(
            ErrorBudgetQuery.reading(RULE, List.of(sample("a", "x\n" + "y".repeat(5_000), 25)))
                .burning()
                .get("a"))
        .startsWith("x\\u000ayyy")
        .hasSizeLessThan(90);
  }

  private static ErrorBudgetQuery.Sample measured(double services) {
    return new ErrorBudgetQuery.Sample(Map.of(ErrorBudgetQuery.MEASURED, "true"), services);
  }

  private static ErrorBudgetQuery.Sample sample(String service, String slo, double burnRate) {
    return new ErrorBudgetQuery.Sample(Map.of("namespace", service, "slo", slo), burnRate);
  }

  private static Map<String, String> series(
      String service, double objective, String bad, String requests) {
    String identity = "{namespace=\"%1$s\",goldenservice=\"%1$s\"".formatted(service);
    return Map.of(
        "goldenservice:objective:ratio"
            + identity
            + ",slo=\"availability\",team=\"t\",tier=\"bronze\"}",
        objective + "x200",
        "goldenservice:bad_requests:rate5m" + identity + ",slo=\"availability\"}",
        bad,
        "goldenservice:requests:rate5m" + identity + "}",
        requests);
  }

  private void evaluate(List<Map<String, String>> given, List<Map<String, Object>> expected)
      throws IOException {
    List<Map<String, Object>> input = new ArrayList<>();
    given.forEach(
        each ->
            each.forEach(
                (series, values) -> input.add(Map.of("series", series, "values", values(values)))));
    Map<String, Object> test =
        Map.of(
            "rule_files",
            List.of(),
            "evaluation_interval",
            "1m",
            "tests",
            List.of(
                Map.of(
                    "interval",
                    "1m",
                    "input_series",
                    input,
                    "promql_expr_test",
                    List.of(
                        // 1 - 0.99 is not exactly 0.01.
                        Map.of(
                            "expr",
                            "round(" + QUERY + ")",
                            "eval_time",
                            "60m",
                            "exp_samples",
                            expected)))));
    promtool.testRules(
        promtool.write(
            "query-test-%d.yaml".formatted(given.hashCode()), Serialization.asYaml(test)));
  }

  /** Promtool's notation for constant values: {@code 5x60} is {@code 5+0x60}. */
  private static String values(String constant) {
    return constant.replaceAll("x", "+0x");
  }
}
