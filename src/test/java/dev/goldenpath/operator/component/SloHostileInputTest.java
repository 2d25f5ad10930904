package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user types either is refused or stays within the service: every selector of every
 * expression carries its namespace, and those of source series its job.
 */
class SloHostileInputTest {
  /** Their job is that of kube-state-metrics; the namespace is the object's. */
  private static final Set<String> KUBE_STATE_METRICS =
      Set.of(
          "kube_deployment_spec_replicas",
          "kube_deployment_status_replicas_ready",
          "kube_statefulset_replicas",
          "kube_statefulset_status_replicas_ready");

  private static final GoldenPath PATH = Documents.readBuiltIn();
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\\\n]|\\\\[^\\n])*\"");
  private static final Pattern SELECTOR = Pattern.compile("([A-Za-z_:][A-Za-z0-9_:]*)[{]([^{}]*)}");
  private static final Pattern METRIC_WITHOUT_SELECTOR =
      Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*\\s*(?![A-Za-z0-9_:]*\\s*[({])");
  private static final Set<String> WORDS = Set.of("or", "and", "unless", "slo");

  private static final List<String> HOSTILE =
      List.of(
          "\"",
          "\\",
          "\\\"",
          "5..\"} or up{",
          "5..\"} or up{a=\"b",
          "5..\\\"} or up{a=\\\"b",
          "5..\\",
          "} or up{",
          "}",
          "{",
          "{}",
          "5..|}",
          "(}|\\{|\")",
          "x{a=\"b\"} or up{c=\"d\"}",
          "x{a=\"b\\\"} or up{c=\"d\"}",
          "x{a=\"} or up{\"}",
          "x{a=~\"} or up[{]\"}",
          "x{a=\"b\",namespace=\"other\"}",
          "x{namespace=~\".*\"}",
          "x{job!=\"checkout\"}",
          "x{__name__=~\".+\"}",
          "up",
          "up # ",
          "x[1d] or up",
          "vector(1)",
          "a=b\"} or up{",
          "a={{ $value }}",
          "a=b,namespace=other",
          "a=b\nseverity=none",
          "5..\n or up",
          "5..\r",
          "'",
          "`",
          "%s %d %",
          "$1 ${a}");

  static Stream<Arguments> hostile() {
    List<Arguments> arguments = new ArrayList<>();
    for (String profile : List.of("otel", "spring", "go", "grpc", "custom")) {
      for (String parameter : List.of("badStatus", "exclude", "labels", "total", "bad", "fast")) {
        arguments.add(Arguments.of(profile, "slo." + parameter));
      }
    }
    return arguments.stream();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void what_a_user_types_stays_within_the_service(String profile, String parameter) {
    for (String text : HOSTILE) {
      ServicePlan plan = plan(profile, Map.of(parameter, text));
      if (plan.hatches().rejected().isEmpty()) {
        assertThat(plan.text(parameter)).isEqualTo(text);
      } else {
        assertThat(plan.text(parameter)).as(text).isNotEqualTo(text);
      }
      assertWithinTheService(plan);
    }
  }

  @Test
  void some_of_it_is_accepted_and_some_refused() {
    assertThat(acceptedOf("slo.badStatus")).contains("\"", "5..\"} or up{a=\"b", "(}|\\{|\")");
    assertThat(acceptedOf("slo.total"))
        .containsExactly("x{a=\"} or up{\"}", "x{a=~\"} or up[{]\"}", "up");
    assertThat(acceptedOf("slo.labels")).isEmpty();
  }

  @Test
  void what_is_accepted_in_all_places_at_once_stays_within_the_service() {
    ServicePlan plan =
        plan(
            "custom",
            Map.of(
                "slo.total", "x{a=\"} or up{\",b=\"[\"}",
                "slo.bad", "x{a!~\"[}]|.*[{]\"}",
                "slo.fast", "up",
                "slo.labels", "a=x or up",
                "slo.badStatus", "\"} or up{a=\"",
                "slo.exclude", "\\\\\"} or up{a=\""));

    assertThat(plan.hatches().rejected()).isEmpty();
    assertWithinTheService(plan);
  }

  private static List<String> acceptedOf(String parameter) {
    return HOSTILE.stream()
        .filter(text -> plan("custom", Map.of(parameter, text)).hatches().rejected().isEmpty())
        .toList();
  }

  private static void assertWithinTheService(ServicePlan plan) {
    for (Rule rule : rules(plan)) {
      String expression = rule.getExpr().getStrVal();
      List<String> texts = new ArrayList<>();
      String bare =
          TEXT.matcher(expression)
              .replaceAll(
                  text -> {
                    texts.add(text.group());
                    return "'" + (texts.size() - 1) + "'";
                  });
      assertThat(bare).as(expression).doesNotContain("\"", "\\", "#", "`");
      for (MatchResult selector : SELECTOR.matcher(bare).results().toList()) {
        assertSelector(selector, texts, expression);
      }
      assertNothingElseIsSelected(SELECTOR.matcher(bare).replaceAll("()"), expression);
    }
  }

  private static void assertSelector(MatchResult selector, List<String> texts, String expression) {
    Map<String, List<String>> matchers = new HashMap<>();
    for (String matcher : selector.group(2).split(",")) {
      String[] parts = matcher.split("'");
      matchers
          .computeIfAbsent(parts[0], any -> new ArrayList<>())
          .add(texts.get(Integer.parseInt(parts[1])));
    }
    List<String> own = List.of("\"checkout\"");
    assertThat(matchers).as(expression).containsEntry("namespace=", own);
    if (KUBE_STATE_METRICS.contains(selector.group(1))) {
      return;
    }
    assertThat(matchers)
        .as(expression)
        .containsEntry(
            selector.group(1).startsWith("goldenservice:") ? "goldenservice=" : "job=", own);
  }

  /** Behind the selectors there are functions, operators and numbers: no metric of its own. */
  private static void assertNothingElseIsSelected(String rest, String expression) {
    assertThat(rest).as(expression).doesNotContain("{", "}", "'");
    assertThat(
            METRIC_WITHOUT_SELECTOR
                .matcher(rest.replaceAll("\\[[0-9a-z:]+]", ""))
                .results()
                .map(MatchResult::group))
        .as(expression)
        .allSatisfy(word -> assertThat(WORDS).contains(word.strip()));
  }

  private static List<Rule> rules(ServicePlan plan) {
    return Rendering.objects(plan).stream()
        .filter(PrometheusRule.class::isInstance)
        .map(PrometheusRule.class::cast)
        .flatMap(rule -> rule.getSpec().getGroups().stream())
        .flatMap(group -> group.getRules().stream())
        .toList();
  }

  /** Of a gold service; the profile custom gets the selectors that are not given. */
  private static ServicePlan plan(String profile, Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(Map.of("slo.profile", profile));
    if (profile.equals("custom")) {
      List.of("slo.total", "slo.bad", "slo.fast").forEach(each -> all.put(each, "x_total"));
    }
    all.putAll(overrides);
    GoldenService service =
        Serialization.unmarshal(
            """
            {"apiVersion": "goldenpath.dev/v1alpha1", "kind": "GoldenService",
             "metadata": {"name": "checkout", "uid": "0a1b2c3d"}, "spec": {"team": "payments", "tier": "gold"}}
            """,
            GoldenService.class);
    Map<String, String> annotations = new HashMap<>();
    all.forEach((name, text) -> annotations.put("override.goldenpath.dev/" + name, text));
    service.getMetadata().setAnnotations(annotations);
    return new PlanResolver(Components.catalogue(), Set.of())
        .resolve(service, PATH)
        .plan()
        .orElseThrow();
  }
}
