package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.slo.Slo;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.Promtool;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every form that the rules of a service can take, as Prometheus' own tool reads them. */
class SloRulesTest {
  private static final List<Map<String, String>> PROFILES =
      List.of(
          Map.of("profile", "otel"),
          Map.of("profile", "spring"),
          Map.of("profile", "go"),
          Map.of("profile", "grpc"),
          Map.of(
              "profile", "custom",
              "total", "jobs_total{kind!~\"probe|.*test\"}",
              "bad", "jobs_total{result=\"error\"}",
              "fast", "jobs_in_time_total"));

  private static final List<Map<String, String>> OVERRIDES =
      List.of(
          Map.of(),
          Map.of("latencyThreshold", "10s", "availability", "99.99", "latency", "96"),
          Map.of("badStatus", "5..|429|a\"b\\\\.c", "exclude", "/a\\.b|\"x\"|\\d+"),
          Map.of("labels", "channel=pay ments,area=web/x", "minimumBadEvents", "1"),
          Map.of(
              "severity1h", "none",
              "severity6h", "none",
              "severity1d", "none",
              "severity3d", "none",
              "severityDown", "none",
              "severityMissing", "none",
              "availability", "50",
              "latency", "50"));

  /** A selector of series with what stands in its braces; strings may hold braces. */
  private static final Pattern SELECTOR =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)[{]((?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)[}](\\[[0-9a-z]+[^]]*])?");

  private final Promtool promtool = new Promtool(Path.of("target", "promtool"));

  @TestFactory
  Stream<DynamicTest> every_form_is_accepted_and_stays_within_the_service_and_the_budget() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      for (Map<String, String> profile : PROFILES) {
        for (Map<String, String> overrides : OVERRIDES) {
          String name = "%s-%s-%d".formatted(tier.text(), profile.get("profile"), tests.size());
          tests.add(DynamicTest.dynamicTest(name, () -> holds(name, tier, profile, overrides)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(75);
    return tests.stream();
  }

  @Test
  void a_tier_records_and_alerts_no_more_than_promised() {
    assertThat(counts(Tier.GOLD)).isEqualTo("9 recorded, 11 alerts");
    assertThat(counts(Tier.SILVER)).isEqualTo("9 recorded, 9 alerts");
    assertThat(counts(Tier.BRONZE)).isEqualTo("7 recorded, 5 alerts");
  }

  @Test
  void a_service_that_changes_its_tier_keeps_the_series_of_its_budget() {
    Map<String, Rule> bronze = recorded("bronze");
    Map<String, Rule> gold = recorded("gold");
    for (String series : List.of(Slo.REQUESTS + "{}", Slo.BAD + "{slo=availability}")) {
      assertThat(gold.get(series)).isEqualTo(bronze.get(series)).isNotNull();
    }
    assertThat(gold.get(Slo.BUDGET + "{slo=availability}").getLabels())
        .isEqualTo(bronze.get(Slo.BUDGET + "{slo=availability}").getLabels());
  }

  private void holds(
      String name, Tier tier, Map<String, String> profile, Map<String, String> overrides)
      throws Exception {
    Map<String, String> annotations = new LinkedHashMap<>();
    profile.forEach((key, value) -> annotations.put("override.goldenpath.dev/slo." + key, value));
    overrides.forEach((key, value) -> annotations.put("override.goldenpath.dev/slo." + key, value));
    ServicePlan plan = Rendering.plan(tier.text(), annotations);
    assertThat(plan.hatches().rejected()).isEmpty();
    PrometheusRule rules = Rendering.only(plan, "slo", PrometheusRule.class);

    promtool.checkRules(
        promtool.write(name + ".rules.yaml", Serialization.asYaml(rules.getSpec())));
    for (Rule rule : rules(plan)) {
      String expression = rule.getExpr().getStrVal();
      assertThat(SELECTOR.matcher(expression).results().toList())
          .as(expression)
          .allSatisfy(
              selector -> {
                boolean isRecorded = selector.group(1).startsWith("goldenservice:");
                assertThat(selector.group(2)).contains("namespace=\"checkout\"");
                if (!selector.group(1).startsWith("kube_")) {
                  assertThat(selector.group(2))
                      .contains(isRecorded ? "goldenservice=\"checkout\"" : "job=\"checkout\"");
                }
                if (!isRecorded && selector.group(3) != null) {
                  assertThat(selector.group(3)).isIn("[5m]", "[1h]");
                }
              });
    }
  }

  private static String counts(Tier tier) {
    List<Rule> rules = rules(Rendering.plan(tier.text(), Map.of()));
    long recorded = rules.stream().filter(rule -> rule.getRecord() != null).count();
    return recorded + " recorded, " + (rules.size() - recorded) + " alerts";
  }

  private static Map<String, Rule> recorded(String tier) {
    Map<String, Rule> recorded = new LinkedHashMap<>();
    for (Rule rule : rules(Rendering.plan(tier, Map.of()))) {
      if (rule.getRecord() != null) {
        String slo = rule.getLabels().get("slo");
        recorded.put(rule.getRecord() + (slo == null ? "{}" : "{slo=" + slo + "}"), rule);
      }
    }
    return recorded;
  }

  private static List<Rule> rules(ServicePlan plan) {
    return Rendering.only(plan, "slo", PrometheusRule.class).getSpec().getGroups().stream()
        .flatMap(group -> group.getRules().stream())
        .toList();
  }
}
