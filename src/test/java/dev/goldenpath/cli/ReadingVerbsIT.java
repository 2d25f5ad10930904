package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that only read, by the real kubectl, about services that the operator keeps. */
class ReadingVerbsIT extends WithOperator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MEMORY = Annotations.OVERRIDE + "quota.memory";
  private static final Map<String, String> HATCHES =
      Map.of(
          MEMORY,
          "48Gi",
          Annotations.REASON + "quota.memory",
          "performance: the product cache lives in memory",
          Annotations.EJECT + "dashboard",
          "missing-feature: ours is in Git");

  @TempDir private Path folder;

  @Test
  void explain_names_what_was_changed_why_and_since_when(FreshName name) {
    String service = name.value();
    services.create(service, "gold", HATCHES);
    services.makeReady(service);
    String since = hatch(service, HatchKind.EJECT).substring(0, "2026-11-25".length());

    CliRun run = run("explain", service, "--changed");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
        .startsWith(
            "PARAMETER VALUE FROM TIER'S WHY",
            "quota.memory 48Gi override 32Gi performance: the product cache lives in memory",
            "dashboard - ejected - missing-feature: ours is in Git, since " + since)
        .last()
        .asString()
        .matches("The other \\d+ values are gold's\\. All: kubectl golden explain " + service);
  }

  private String hatch(String service, HatchKind kind) {
    return services.get(service).getStatus().hatches(kind).get(0).since();
  }

  @Test
  void a_plan_of_another_tier_is_what_the_operator_does(FreshName name) throws IOException {
    String service = name.value();
    services.create(service, "gold", Map.of(MEMORY, "48Gi"));
    services.makeReady(service);
    assertThat(run("plan", service, "--tier", "gold").exit()).isEqualTo(ExitCode.YES);

    CliRun run = run("plan", service, "--tier", "silver");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out())
        .containsPattern(
            "(?m)^~ Namespace "
                + service
                + " +\\.metadata\\.labels\\[\"goldenpath\\.dev/tier\"\\]  gold → silver$")
        .containsPattern(
            "(?m)^~ ResourceQuota golden-quota +.*\\(quota\\.memory: your override stays\\)$")
        .containsPattern("(?m)^~ Cluster postgres +\\.spec\\.instances  3 → 2   .*and \\d+ more$")
        .containsPattern(
            "(?m)^= +\\.spec\\.storage\\.size  stays 100Gi \\(silver has 20Gi\\): a volume does"
                + " not shrink$")
        .containsPattern("(?m)^~ PrometheusRule " + service + " +\\d+ values$");
    JsonNode plan = JSON.readTree(run("plan", service, "--tier", "silver", "-o", "json").out());
    assertThat(run.out())
        .endsWith(
            "%d of %d objects change nothing. All: -o diff\n"
                .formatted(plan.path("unchanged").asInt(), Plans.objects()));

    Map<String, String> before = services.versions(service);
    tier(service, "silver");

    await()
        .untilAsserted(
            () -> {
              assertThat(changed(before, services.versions(service))).isEqualTo(planned(plan));
              assertLive(service, plan);
            });
    CliRun next = run("plan", service, "--tier", "silver");
    assertThat(next.exit()).as(next.out()).isEqualTo(ExitCode.YES);
  }

  private void tier(String service, String tier) {
    services.edit(
        service,
        each -> {
          each.getSpec().setTier(tier);
          return each;
        });
    services.awaitCondition(service, "NamespaceReady", "True", "Applied");
    services.databaseAnswers(service);
    services.awaitReady(service);
  }

  private static Set<String> planned(JsonNode plan) {
    Set<String> planned = new TreeSet<>();
    plan.path("objects")
        .forEach(
            each -> planned.add(each.path("kind").asText() + "/" + each.path("name").asText()));
    return planned;
  }

  private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
    Map<String, String> changed = new TreeMap<>(after);
    changed.entrySet().removeAll(before.entrySet());
    changed.keySet().removeIf(key -> key.startsWith("GoldenService/"));
    return changed.keySet();
  }

  /** The quota, which others than the operator compute with, has the planned values. */
  private void assertLive(String service, JsonNode plan) throws IOException {
    JsonNode hard =
        JSON.readTree(
                controlPlane.kubectl(
                    "-n", service, "get", "resourcequota", "golden-quota", "-o", "json"))
            .at("/spec/hard");
    Set<String> compared = new HashSet<>();
    for (JsonNode object : plan.path("objects")) {
      if (object.path("kind").asText().equals("ResourceQuota")) {
        for (JsonNode field : object.path("fields")) {
          String resource = field.path("field").asText().replace(".spec.hard.", "");
          assertThat(hard.path(resource).asText()).isEqualTo(field.path("to").asText());
          compared.add(resource);
        }
      }
    }
    assertThat(compared).isNotEmpty();
  }

  @Test
  void a_file_that_was_applied_changes_nothing(FreshName name) throws IOException {
    String service = name.value();
    Path file = file(service, "silver", "");
    assertThat(run("plan", "-f", file.toString()).out())
        .contains("0 of %d objects change nothing".formatted(Plans.objects()));
    apply(file, "--server-side");
    services.makeReady(service);
    assertNothingChanges(file);

    controlPlane.kubectl("annotate", "gsvc", service, MEMORY + "=20Gi");
    awaitOverrides(service, 1);
    assertNothingChanges(file);

    file(service, "silver", "    " + Annotations.OVERRIDE + "quota.pods: \"60\"");
    CliRun opened = run("plan", "-f", file.toString());
    assertThat(opened.exit()).isEqualTo(ExitCode.NO);
    assertThat(opened.out()).contains(".spec.hard.pods  50 → 60").hasLineCount(2);
    apply(file, "--server-side");
    awaitOverrides(service, 2);
    assertNothingChanges(file);

    file(service, "silver", "");
    assertThat(run("plan", "-f", file.toString()).out()).contains(".spec.hard.pods  60 → 50");
    apply(file, "--server-side");
    awaitOverrides(service, 1);
    assertNothingChanges(file);
  }

  @Test
  void the_same_holds_for_client_side_apply(FreshName name) throws IOException {
    String service = name.value();
    Path file = file(service, "bronze", "    " + Annotations.OVERRIDE + "quota.pods: \"30\"");
    apply(file);
    services.makeReady(service);
    assertNothingChanges(file);

    file(service, "bronze", "");
    assertThat(run("plan", "-f", file.toString()).out()).contains(".spec.hard.pods  30 → 20");
    apply(file);
    awaitOverrides(service, 0);
    assertNothingChanges(file);
  }

  private void assertNothingChanges(Path file) {
    CliRun run = run("plan", "-f", file.toString());
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.YES);
  }

  private void apply(Path file, String... options) {
    controlPlane.kubectl(
        Stream.concat(Stream.of("apply", "-f", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private void awaitOverrides(String service, int open) {
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(service).getStatus().hatches(HatchKind.OVERRIDE))
                    .hasSize(open));
  }

  private Path file(String service, String tier, String annotation) throws IOException {
    return Files.writeString(
        folder.resolve("service.yaml"),
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata:
          name: %s
          annotations:
            example.org/a: b
        %s
        spec:
          team: payments
          tier: %s
        """
            .formatted(service, annotation, tier));
  }

  @Test
  void a_report_counts_the_fleet(FreshName name) throws IOException {
    services.create(
        name.value(),
        "gold",
        Map.of(
            Annotations.EJECT + "dashboard",
            "missing-feature: ours is in Git",
            Annotations.UNTIL + "dashboard",
            "2026-01-31"));
    services.makeReady(name.value());

    JsonNode report = JSON.readTree(run("report", "-o", "json").out());
    int all = services(report);
    CliRun run = run("report");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(all)
        .isEqualTo(controlPlane.admin().resources(GoldenService.class).list().getItems().size());
    assertThat(run.out().lines().toList().get(0))
        .matches(all + " services?, \\d+ teams? · .*Ready \\d+.* · path default 1\\.0\\.0: \\d+.*");
    assertThat(run.out())
        .containsPattern("LEFT AT +SERVICES +SHARE +REASONS +PARAMETERS\n")
        .containsPattern("\ndashboard +\\d+ +\\d+ %.* +.*missing-feature \\d+.* +-\n")
        .containsPattern("Overdue hatches: [1-9]\\d* \\(--overdue\\)\n");
    assertThat(run("report", "--overdue").out())
        .containsPattern(
            name.value()
                + " +payments +eject dashboard +2026-01-31 +missing-feature: ours is in Git");
  }

  private static int services(JsonNode report) {
    assertThat(report.path("services")).hasSize(report.path("total").asInt());
    int states = 0;
    for (JsonNode state : report.path("states")) {
      states += state.asInt();
    }
    assertThat(states).isEqualTo(report.path("total").asInt());
    return states;
  }

  private CliRun run(String... arguments) {
    return CliRun.setting()
        .kubectl(Binaries.installed().controlPlane("kubectl"))
        .run(
            Stream.concat(
                    Stream.of(arguments), Stream.of("--kubeconfig=" + controlPlane.kubeconfig()))
                .toArray(String[]::new));
  }
}
