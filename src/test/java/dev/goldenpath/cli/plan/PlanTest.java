package dev.goldenpath.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.PlayedService;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another tier, object by object; and what cannot be planned. */
class PlanTest extends WithCheckout {
  private static final String QUOTA = "/api/v1/namespaces/checkout/resourcequotas/golden-quota";

  @Test
  void another_tier_is_shown_object_by_object() {
    CliRun run = plan(checkout(), "checkout", "--tier", "silver");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0))
        .matches(
            "~ Namespace checkout +\\.metadata\\.labels\\[\"goldenpath\\.dev/tier\"\\]  gold → silver");
    assertThat(lines.get(1))
        .matches(
            "~ ResourceQuota golden-quota +\\.spec\\.hard\\.pods  100 → 50 +"
                + "\\.spec\\.hard\\.requests\\.cpu  16 → 8   and \\d more"
                + "   \\(quota\\.memory: your override stays\\)");
    assertThat(run.out())
        .containsPattern("~ LimitRange golden-limits +\\.spec\\.limits\\[0\\]")
        .containsPattern("~ Cluster postgres +\\.spec\\.instances  3 → 2")
        .containsPattern("and \\d+ more")
        .containsPattern(
            "~ ServiceMonitor checkout +\\.spec\\.endpoints\\[0\\]\\.interval  15s → 30s")
        .containsPattern("~ PrometheusRule checkout +\\d\\d values")
        .containsPattern("~ ConfigMap golden-dashboard +1 value\\n");
    int changed = (int) lines.stream().filter(line -> line.startsWith("~ ")).count();
    assertThat(lines)
        .last()
        .isEqualTo("%d of %d objects change nothing. All: -o diff".formatted(ALL - changed, ALL));
  }

  @Test
  void a_volume_that_cannot_shrink_stays_and_says_so() {
    CliRun run = plan(withDatabase(CHECKOUT), "checkout", "--tier", "silver");

    assertThat(run.out())
        .containsPattern(
            "\\n= +\\.spec\\.storage\\.size  stays 100Gi \\(silver has 20Gi\\): a volume does not"
                + " shrink\\n");
  }

  @Test
  void a_quota_that_the_database_needs_while_it_shrinks_follows_later() {
    PlayedService running =
        checkout()
            .object(
                DATABASE,
                """
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: postgres, namespace: checkout}
                spec:
                  instances: 3
                  storage: {size: 100Gi}
                  resources: {requests: {cpu: "1", memory: 4Gi}, limits: {cpu: "1", memory: 4Gi}}
                """)
            .object(
                QUOTA,
                """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: golden-quota, namespace: checkout}
                spec: {hard: {pods: "100", requests.cpu: "16", requests.memory: 48Gi,
                  limits.memory: 48Gi, requests.storage: 500Gi}}
                """);

    CliRun run = plan(running, "checkout", "--tier", "silver");

    assertThat(run.out())
        .containsPattern("~ ResourceQuota golden-quota +.*pods  100 → 50.*requests.cpu  16 → 8")
        .containsPattern(
            "\n= +quota.cpu, quota.pods, quota.storage: later, when what runs needs less\n")
        .contains("stays 100Gi (silver has 20Gi)");
    assertThat(plan(running, "checkout", "--tier", "gold").exit()).isEqualTo(ExitCode.YES);
  }

  @Test
  void fields_that_come_or_go_together_are_one() {
    CliRun run = plan(checkout(), "checkout", "--tier", "bronze", "-o", "json");

    assertThat(fields(run, "Cluster"))
        .filteredOn(field -> field.startsWith(".spec.postgresql"))
        .containsExactly(".spec.postgresql.synchronous");
  }

  private static List<String> fields(CliRun run, String kind) {
    try {
      JsonNode plan = new ObjectMapper().readTree(run.out());
      for (JsonNode object : plan.path("objects")) {
        if (object.path("kind").asText().equals(kind)) {
          return object.path("fields").findValuesAsText("field");
        }
      }
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_it_does_beyond_the_change_is_said() {
    PlayedService inUse =
        checkout()
            .object(
                QUOTA,
                """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: golden-quota, namespace: checkout}
                status: {used: {pods: "80"}}
                """);

    CliRun run = plan(inUse, "checkout", "--tier", "silver");

    assertThat(run.out())
        .containsPattern(
            "\\n! +less than what is in use: nothing stops, and nothing more can start")
        .containsPattern("\\n! +the instances of the database restart, one after the other");
  }

  @Test
  void the_same_spec_changes_nothing() {
    CliRun run = plan(withDatabase(CHECKOUT), "checkout", "--tier", "gold");

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).isEqualTo("%d of %d objects change nothing.\n".formatted(ALL, ALL));
    assertThat(plan(withDatabase(CHECKOUT), "checkout", "--tier", "gold", "-o", "diff").out())
        .isEmpty();
  }

  @Test
  void a_paused_service_is_planned_with_a_warning() {
    PlayedService paused =
        service(
            CHECKOUT.replace(
                "annotations:", "annotations:\n    goldenpath.dev/paused: \"incident: INC-1\""));

    CliRun run = plan(paused, "checkout", "--tier", "silver");

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("warning: the service is paused (incident: INC-1)");
  }

  @Test
  void a_caller_who_may_not_read_the_database_is_warned() {
    ScriptedKubectl kubectl = kubectl();
    kubectl.fail(DATABASE, "Error from server (Forbidden): clusters is forbidden: User \"dev\"\n");
    CliRun run = plan(PlayedService.of(kubectl, CHECKOUT), "checkout", "--tier", "silver");

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err())
        .contains("Error from server (Forbidden)", "postgres: what is live is not known");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plan                                    | no change is given
          plan checkout                           | no change is given
          plan --tier silver                      | NAME: is missing
          plan checkout --tier iron               | spec.tier: "iron" must be one of bronze,
          plan checkout --image Bad_Image         | spec.image: "Bad_Image" must be
          plan checkout -f FILE --tier silver     | -f: is given beside --tier or --image
          plan cart -f FILE                       | leave NAME out
          plan checkout -f /nowhere               | /nowhere: does not exist
          plan checkout --tier                    | --tier
          plan Checkout --tier silver             | is not the name of a service
          plan checkout --tier silver --path BAD  | spec.components.quota.parameters.pods
          """)
  void invalid_command_lines_are_explained(String line, String said) throws IOException {
    Path path =
        path(
            built ->
                built.replace(
                    "bronze: \"20\", silver: \"50\"", "bronze: \"many\", silver: \"50\""));

    CliRun run =
        run(
            checkout().played(),
            line.replace("FILE", file("tier: gold").toString())
                .replace("BAD", path.toString())
                .split(" +"));

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(said);
  }

  @Test
  void a_service_that_is_not_there_has_no_tier_to_change() {
    ScriptedKubectl kubectl =
        kubectl()
            .fail(
                "goldenservices/chekout$", "Error from server (NotFound): \"chekout\" not found\n")
            .answer("goldenservices\\?", "{\"items\": [" + checkout().json() + "]}");

    CliRun run = run(kubectl, "plan", "chekout", "--tier", "silver");

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).contains("\"chekout\" not found", "Did you mean checkout?");
  }
}
