package dev.goldenpath.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.PlayedService;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.support.WithPlayedServices;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.operator.goldenpath.Documents;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The origin of every value of a service. */
class ExplainTest extends WithPlayedServices {
  private static final String CHECKOUT =
      """
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenService
      metadata:
        name: checkout
        annotations:
          override.goldenpath.dev/quota.memory: 48Gi
          goldenpath.dev/reason.quota.memory: "performance: the product cache lives in memory"
          eject.goldenpath.dev/dashboard: "missing-feature: ours is in Git"
      spec: {team: payments, tier: gold}
      status:
        hatches:
        - {kind: override, target: quota.memory, component: quota, value: 48Gi, default: 32Gi}
        - {kind: eject, target: dashboard, component: dashboard, reason: missing-feature,
           message: ours is in Git, since: "2026-11-25T10:00:00Z"}
      """;

  @Test
  void what_a_service_changed_is_shown_with_its_reasons() {
    CliRun run = explain(CHECKOUT, "checkout", "--changed");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out())
        .isEqualTo(
            """
            PARAMETER     VALUE  FROM      TIER'S  WHY
            quota.memory  48Gi   override  32Gi    performance: the product cache lives in memory
            dashboard     -      ejected   -       missing-feature: ours is in Git, since 2026-11-25
            The other %d values are gold's. All: kubectl golden explain checkout
            """
                .formatted(ofGold("dashboard").size() - 1));
    assertThat(run.err())
        .contains("path default 1.0.0: the built-in one")
        .doesNotContain("warning");
  }

  @Test
  void every_value_has_the_origin_that_the_path_gives_it() throws IOException {
    JsonNode values =
        new ObjectMapper()
            .readTree(explain(CHECKOUT, "checkout", "-o", "json").out())
            .path("values");

    Map<String, String> origins = new TreeMap<>();
    values.forEach(
        each -> origins.put(each.path("parameter").asText(), each.path("from").asText()));
    Map<String, String> expected = new TreeMap<>(Map.of("dashboard", "ejected"));
    ofGold("dashboard")
        .forEach(
            name ->
                expected.put(
                    name,
                    Documents.readBuiltIn().parameters().get(name).value() == null
                        ? "tier"
                        : "default"));
    expected.put("quota.memory", "override");
    assertThat(origins).isEqualTo(expected);
  }

  /** The parameters of a gold service without image and queue. */
  private static Set<String> ofGold(String ejected) {
    Set<String> without = Set.of("queue", "workload", "route", ejected);
    return Documents.readBuiltIn().parameters().keySet().stream()
        .filter(name -> !without.contains(name.substring(0, name.indexOf('.'))))
        .collect(Collectors.toSet());
  }

  @Test
  void a_volume_that_cannot_shrink_is_a_live_value() {
    PlayedService service = withDatabase(CHECKOUT.replace("tier: gold", "tier: silver"));

    CliRun run = run("explain", service, "checkout");

    assertThat(run.out().lines().filter(line -> line.startsWith("postgres.storage")))
        .singleElement()
        .asString()
        .matches("postgres.storage +100Gi +live +20Gi +stays 100Gi, since it cannot shrink .*");
  }

  @Test
  void pauses_pins_patches_and_unmanaged_objects_are_named() {
    CliRun run =
        explain(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenService
            metadata:
              name: checkout
              annotations:
                goldenpath.dev/paused: "incident: INC-4711"
                patch.goldenpath.dev/monitoring: '{"spec": {"sampleLimit": 20000}}'
                goldenpath.dev/until.paused: "2026-12-31"
            spec: {team: payments, tier: bronze}
            status:
              hatches:
              - {kind: unmanaged, target: LimitRange/golden-limits, component: limits, reason: cost,
                 message: ours}
            """,
            "checkout",
            "--changed");

    assertThat(run.out())
        .containsSubsequence(
            "service",
            "paused",
            "incident: INC-4711, until 2026-12-31",
            "monitoring",
            "{\"spec\": {\"sampleLimit\": 20000}}",
            "patch",
            "LimitRange/golden-limits",
            "unmanaged",
            "cost: ours",
            "The other ",
            "bronze's");
  }

  @Test
  void an_untouched_service_has_nothing_but_its_tiers_values() {
    CliRun run =
        explain(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenService
            metadata: {name: checkout, annotations: {override.goldenpath.dev/quota.memory: 32Gi}}
            spec: {team: payments, tier: gold}
            """,
            "checkout",
            "--changed");

    assertThat(run.out())
        .isEqualTo(
            "All %d values are gold's. All: kubectl golden explain checkout\n"
                .formatted(ofGold("").size()));
  }

  @Test
  void a_rejected_hatch_is_a_warning_with_the_nearest_name() {
    CliRun run =
        explain(CHECKOUT.replace("dev/quota.memory: 48Gi", "dev/quota.memroy: 48Gi"), "checkout");

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.err())
        .contains("warning: override.goldenpath.dev/quota.memroy: ", "did you mean quota.memory?");
  }

  @Test
  void texts_of_64_KB_and_control_characters_reach_no_terminal() {
    String evil = "\\u001b]0;pwned\\u0007\\u202e";
    CliRun run =
        explain(
            CHECKOUT
                .replace("missing-feature: ours is in Git\"", "other: " + evil + "\"")
                .replace("the product cache lives in memory", "x".repeat(64 * 1024) + evil)
                .replace(
                    "eject.goldenpath",
                    "override.goldenpath.dev/slo.profile: \"" + evil + "\"\n    eject.goldenpath"),
            "checkout");

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out() + run.err())
        .doesNotContain("\u001b", "\u0007", "\u202e")
        .hasSizeLessThan(16 * 1024);
  }

  @Test
  void keys_of_a_file_reach_no_terminal_as_they_are() {
    CliRun run =
        CliRun.setting()
            .input(
                CHECKOUT.replace(
                    "annotations:",
                    "annotations:\n    \"override.goldenpath.dev/quota.\\u001b[2J\": \"1\""))
            .run("explain", "-f", "-");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.err())
        .contains("warning: override.goldenpath.dev/quota.")
        .doesNotContain("\u001b");
  }

  @Test
  void an_unknown_service_is_answered_with_the_nearest() {
    ScriptedKubectl kubectl =
        kubectl()
            .fail(
                "goldenservices/chekout$", "Error from server (NotFound): \"chekout\" not found\n")
            .answer("goldenservices", "{\"items\": [" + service(CHECKOUT).json() + "]}");

    CliRun run = CliRun.setting().kubectl(kubectl.path()).run("explain", "chekout");

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).contains("\"chekout\" not found", "Did you mean checkout?");
  }

  private CliRun explain(String service, String... arguments) {
    return run("explain", service(service), arguments);
  }
}
