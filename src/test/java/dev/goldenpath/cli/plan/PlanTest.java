package dev.goldenpath.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.PlayedService;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.operator.support.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  private static final String CHECKOUT =
      """
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenService
      metadata:
        name: checkout
        annotations:
          override.goldenpath.dev/quota.memory: 48Gi
      spec: {team: payments, tier: gold}
      status:
        hatches:
        - {kind: override, target: quota.memory, component: quota, value: 48Gi, default: 32Gi}
      """;

  private static final String DATABASE =
      "/apis/postgresql.cnpg.io/v1/namespaces/checkout/clusters/postgres";

  private static final String QUOTA = "/api/v1/namespaces/checkout/resourcequotas/golden-quota";

  /** All objects, of a tier that has one of each. */
  private static final int ALL = Plans.objects();

  @TempDir private Path folder;

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
    CliRun run = plan(withDatabase(), "checkout", "--tier", "silver");

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
    CliRun run = plan(withDatabase(), "checkout", "--tier", "gold");

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).isEqualTo("%d of %d objects change nothing.\n".formatted(ALL, ALL));
    assertThat(plan(withDatabase(), "checkout", "--tier", "gold", "-o", "diff").out()).isEmpty();
  }

  @Test
  void a_file_does_not_remove_the_hatch_that_kubectl_annotate_opened() throws IOException {
    CliRun run = plan(checkout(), "-f", file("tier: gold").toString());

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.YES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        annotations:
            override.goldenpath.dev/quota.memory: 48Gi
            kubectl.kubernetes.io/last-applied-configuration: '{"metadata": {"annotations":
              {"override.goldenpath.dev/quota.memory": "48Gi"}}}'
        """,
        """
        managedFields:
          - {manager: kubectl, operation: Apply, apiVersion: goldenpath.dev/v1alpha1,
             fieldsType: FieldsV1, fieldsV1: {"f:metadata": {"f:annotations":
             {"f:override.goldenpath.dev/quota.memory": {}}}}}
          annotations:
            override.goldenpath.dev/quota.memory: 48Gi
        """
      })
  void a_file_removes_what_was_applied_before(String metadata) throws IOException {
    String applied =
        CHECKOUT.replaceFirst(
            "annotations:\n    override.goldenpath.dev/quota.memory: 48Gi\n", metadata);
    CliRun run = plan(PlayedService.of(kubectl(), applied), "-f", file("tier: gold").toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out()).contains("48Gi → 32Gi");
  }

  @Test
  void a_service_that_is_not_there_yet_is_created() throws IOException {
    CliRun run =
        run(
            PlayedService.notFound(kubectl()),
            "plan",
            "checkout",
            "-f",
            file("tier: gold").toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("checkout: is not in the cluster yet");
    assertThat(run.out().lines().filter(line -> line.matches("\\+ .+  created"))).hasSize(ALL);
    assertThat(run.out()).endsWith("0 of %d objects change nothing. All: -o diff\n".formatted(ALL));
  }

  @Test
  void an_ejected_component_stays_and_one_that_returns_loses_edits() throws IOException {
    Path ejecting =
        file("tier: gold", "  annotations: {eject.goldenpath.dev/dashboard: \"cost: ours\"}");
    CliRun run = plan(checkout(), "-f", ejecting.toString());

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.out())
        .containsPattern(
            "= ConfigMap golden-dashboard +stays as it is, and is yours: dashboard is ejected");

    String ejected =
        CHECKOUT
            .replace(
                "    override.goldenpath.dev/quota.memory: 48Gi\n",
                """
                    eject.goldenpath.dev/dashboard: "cost: ours"
                    kubectl.kubernetes.io/last-applied-configuration: '{"metadata": {"annotations":
                      {"eject.goldenpath.dev/dashboard": "cost: ours"}}}'
                """)
            .replaceAll("status:(?s).*", "");
    CliRun back = plan(PlayedService.of(kubectl(), ejected), "-f", file("tier: gold").toString());

    assertThat(back.exit()).as(back.err()).isEqualTo(ExitCode.NO);
    assertThat(back.out())
        .containsPattern("~ ConfigMap golden-dashboard +taken back: edits of it are lost");
  }

  @Test
  void a_component_that_the_path_drops_is_deleted_unless_it_holds_data() throws IOException {
    Path path = folder.resolve("path.yaml");
    Files.writeString(
        path,
        Files.readString(Path.of("src", "main", "resources", "golden-path.yaml"))
            .replaceAll("(\n    (dashboard|postgres):\n      enabled: )true", "$1false"));

    CliRun run = plan(checkout(), "checkout", "--path", path.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out())
        .containsPattern("- ConfigMap golden-dashboard +deleted\n")
        .containsPattern("= Cluster postgres +stays, no longer managed\n");
    assertThat(plan(checkout(), "checkout", "--path", path.toString(), "-o", "diff").out())
        .contains("--- a/configmap-golden-dashboard.yaml\n+++ /dev/null\n");
  }

  @Test
  void another_path_document_is_compared_with_the_present_one() throws IOException {
    Path path = folder.resolve("path.yaml");
    Files.writeString(
        path,
        Files.readString(Path.of("src", "main", "resources", "golden-path.yaml"))
            .replace("version: 1.0.0", "version: 1.1.0")
            .replace("tiers: { bronze: \"20\", silver: \"50\", gold: \"100\" }", "value: \"70\""));

    CliRun run = plan(checkout(), "checkout", "--path", path.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out())
        .startsWith("~ ResourceQuota golden-quota")
        .contains(".spec.hard.pods  100 → 70\n")
        .hasLineCount(2);
    assertThat(run.err()).contains("path default 1.0.0", "compared with 1.1.0");
  }

  @Test
  void the_diff_is_a_patch_of_the_rendered_folder() throws Exception {
    Path before = Files.createDirectory(folder.resolve("before"));
    Path after = Files.createDirectory(folder.resolve("after"));
    Path patch = folder.resolve("change.patch");
    Files.writeString(patch, plan(checkout(), "checkout", "--tier", "silver", "-o", "diff").out());
    render(CHECKOUT, before);
    render(CHECKOUT.replace("tier: gold", "tier: silver"), after);
    assertThat(files(before)).isNotEqualTo(files(after));

    Process git =
        new ProcessBuilder("git", "apply", "--unsafe-paths", "-p1", patch.toString())
            .directory(before.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes());

    assertThat(git.waitFor()).as(said).isZero();
    assertThat(files(before)).isEqualTo(files(after));
  }

  private void render(String service, Path into) {
    run(
        PlayedService.of(kubectl(), service).played(),
        "render",
        "checkout",
        "--dir",
        into.toString());
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(PlanTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return file.getFileName() + "\n" + Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void the_data_has_every_field() throws IOException {
    CliRun run = plan(withDatabase(), "checkout", "--tier", "silver", "-o", "json");
    JsonNode plan = new ObjectMapper().readTree(run.out());

    assertThat(plan.path("service").asText()).isEqualTo("checkout");
    assertThat(plan.path("tier").asText()).isEqualTo("silver");
    assertThat(plan.path("unchanged").asInt() + plan.path("objects").size()).isEqualTo(ALL);
    assertThat(plan.path("objects").get(0))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"component": "namespace", "kind": "Namespace", "name": "checkout",
                     "change": "changed",
                     "fields": [{"field": ".metadata.labels[\\"goldenpath.dev/tier\\"]",
                                 "from": "gold", "to": "silver"}]}
                    """));
    assertThat(plan.findValues("stays")).hasSize(1);
    assertThat(plan("yaml").out()).contains("service: \"checkout\"", "change: \"changed\"");
  }

  private CliRun plan(String format) {
    return plan(checkout(), "checkout", "--tier", "silver", "-o", format);
  }

  @Test
  void a_paused_service_is_planned_with_a_warning() {
    PlayedService paused =
        PlayedService.of(
            kubectl(),
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
          plan checkout --tier platinum           | spec.tier: "platinum" must be one of bronze, silver, gold
          plan checkout --image Bad_Image         | spec.image: "Bad_Image" must be
          plan checkout -f FILE --tier silver     | -f: is given beside --tier or --image
          plan cart -f FILE                       | leave NAME out
          plan checkout -f /nowhere               | /nowhere: does not exist
          plan checkout --tier                    | --tier
          plan Checkout --tier silver             | is not the name of a service
          plan checkout --tier silver --path BAD  | spec.components.quota.parameters.pods
          """)
  void invalid_command_lines_are_explained(String line, String said) throws IOException {
    String bad =
        Files.readString(Path.of("src", "main", "resources", "golden-path.yaml"))
            .replace("bronze: \"20\", silver: \"50\"", "bronze: \"many\", silver: \"50\"");
    Path path = Files.writeString(folder.resolve("bad.yaml"), bad);

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
      throw new java.io.UncheckedIOException(e);
    }
  }

  private PlayedService checkout() {
    return PlayedService.of(kubectl(), CHECKOUT);
  }

  private PlayedService withDatabase() {
    return checkout()
        .object(
            DATABASE,
            """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: {name: postgres, namespace: checkout}
            spec: {storage: {size: 100Gi}}
            """);
  }

  private Path file(String spec, String... metadata) throws IOException {
    return Files.writeString(
        folder.resolve("checkout.yaml"),
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata:
          name: checkout
        %s
        spec:
          team: payments
          %s
        """
            .formatted(String.join("\n", metadata), spec));
  }

  private ScriptedKubectl kubectl() {
    return new ScriptedKubectl(folder);
  }

  private CliRun plan(PlayedService service, String... arguments) {
    return run(
        service.played(),
        Stream.concat(Stream.of("plan"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static CliRun run(ScriptedKubectl kubectl, String... arguments) {
    return CliRun.setting().kubectl(kubectl.path()).run(arguments);
  }
}
