package dev.goldenpath.cli.hatch;

import static dev.goldenpath.cli.support.ServedService.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.support.ServedService;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.operator.support.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs that write, whatever their kubectl says. */
class HatchVerbsTest {
  private static final String GET = "get --raw [^ ]*/goldenservices/checkout";
  private static final String LIST = "get --raw [^ ]*fieldSelector=metadata.name%3Dcheckout ";
  private static final String WATCH = "&watch=true";
  private static final String WRITE = "^annotate ";
  private static final String WHY = "missing-feature: ours is in Git";
  private static final String EJECT = "eject.goldenpath.dev/dashboard";

  @TempDir private Path folder;
  private ScriptedKubectl kubectl;

  @BeforeEach
  void script() {
    kubectl = new ScriptedKubectl(folder);
  }

  private CliRun run(String... arguments) {
    return CliRun.setting().kubectl(kubectl.path()).run(arguments);
  }

  /** A service of the cluster that has no GoldenPath, nor anything else. */
  private void serves(ServedService before) {
    kubectl.answer(GET, before.json());
    kubectl.fail(
        "/goldenpath(s|revisions)/|/namespaces/", "Error from server (NotFound): not found\n");
  }

  private List<String> writes() {
    return kubectl.calls().stream().filter(call -> call.startsWith("annotate")).toList();
  }

  private static ServedService ejected() {
    return service().annotated(EJECT, WHY);
  }

  @Test
  void the_path_is_named_only_if_it_is_not_the_one_of_the_service() {
    serves(service());
    String[] line = {"override", "checkout", "quota.pods=33", "--why", "cost: x", "--dry-run"};
    String[] withPath = Arrays.copyOf(line, line.length + 1);
    withPath[line.length] = "--path=src/test/resources/golden-path-next.yaml";

    assertThat(run(line).err()).isEmpty();
    assertThat(run(withPath).err())
        .contains("warning: the service was built from 1.0.0, not from ", "golden-path-next.yaml");
  }

  @Test
  void an_ejection_is_shown_written_observed_and_explained() throws IOException {
    serves(service());
    kubectl
        .answer(WRITE, "goldenservice.goldenpath.dev/checkout annotated\n")
        .answerOnce(LIST, ejected().observed(Map.of()).ready(Plans.allReady(0)).list())
        .answer(WATCH, ejected().version(2).ready(Plans.allReady(1)).event("MODIFIED"));
    Path file = folder.resolve("dashboard.yaml");

    CliRun run = run("eject", "checkout", "dashboard", "--why", WHY, "--out", file.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out().replaceAll("\\d+\\.\\d s", "0.4 s"))
        .isEqualTo(
            """
            kubectl annotate gsvc checkout eject.goldenpath.dev/dashboard="missing-feature: ours is in Git"
            observed after 0.4 s: %s
            %s: 1 object, yours now. The operator writes no more to it. Back: kubectl golden return checkout dashboard
            """
                .formatted(Plans.allReady(1), file));
    assertThat(writes())
        .containsExactly("annotate gsvc checkout eject.goldenpath.dev/dashboard=" + WHY);
    assertThat(Files.readString(file))
        .startsWith("---\napiVersion: \"v1\"\n")
        .contains("grafana_dashboard: \"1\"")
        .doesNotContain("goldenpath.dev", "managed-by", "ours is in Git");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          override checkout quota.memroy=1Gi --why x        | did you mean quota.memory?
          override checkout quota.memory=48GB --why x       | override.goldenpath.dev/quota.memory: "48GB"
          override checkout quota.memory=9Ti --why x        | "9Ti" must be at most 1Ti
          override checkout quota.memory --why x            | "quota.memory": has no value; write <parameter>=<value>
          override checkout =1 --why x                      | has no value
          override checkout quota.pods=7 quota.pods=8 --why x | quota.pods: is given twice
          override checkout quota.pods=7                    | --why=REASON
          override checkout quota.pods=7 --why performence:_x | --why: "performence: x" begins with an unknown
          override checkout quota.pods=7 --why because:_x   | unknown reason code
          override checkout quota.pods=7 --why x --until soon | --until: "soon" is not a date; write the last day as 2026-12-31
          override checkout postgres.storage=2Ti --why x    | postgres.storage
          eject checkout dashbord --why x                   | did you mean dashboard?
          eject checkout namespace --why x                  | cannot eject the namespace
          return checkout dashboard                         | "dashboard": has no open hatch; the service has none
          pause checkout --why _                            | --why: is empty
          pause Checkout --why x                            | NAME: "Checkout"
          """)
  void bad_input_is_named_and_nothing_written(String line, String said) {
    serves(service());

    CliRun run = run(words(line));

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(said);
    assertThat(run.out()).isEmpty();
    assertThat(writes()).isEmpty();
  }

  /** The operator may accept it, by a path file that the plugin cannot read. */
  @Test
  void a_value_that_an_uncertain_path_does_not_allow_is_refused_with_a_way_to_name_another() {
    serves(service());

    CliRun run = run("override", "checkout", "quota.memory=9Ti", "--why", "cost: x");

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .startsWith(
            "path default 1.0.0: the built-in one; if the operator has another, name it by --path\n");
  }

  /** An underscore is a space. */
  private static String[] words(String line) {
    return List.of(line.strip().split(" +")).stream()
        .map(word -> word.replace('_', ' '))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost: \u001b[2J", "cost: a\nb", "cost: \u202e"})
  void control_characters_are_not_written_nor_shown(String why) {
    serves(service());

    for (String[] line :
        List.of(
            new String[] {"pause", "checkout", "--why", why},
            new String[] {"eject", "checkout", "dashboard", "--why", why},
            new String[] {"override", "checkout", "monitoring.path=/" + why, "--why", "cost: x"})) {
      CliRun run = run(line);

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.err()).contains("control characters").doesNotContain(why.substring(6));
    }
    assertThat(writes()).isEmpty();
  }

  @Test
  void a_reason_without_a_code_is_a_warning() {
    serves(service());

    CliRun run = run("eject", "checkout", "dashboard", "--why", "because", "--dry-run");

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.err()).contains("warning: --why: has no reason code", "missing-feature");
  }

  /** Nobody should have to look up a code during an incident. */
  @Test
  void a_pause_is_written_whatever_its_code() {
    serves(service());

    CliRun run = run("pause", "checkout", "--why", "outage: all down", "--dry-run");

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out())
        .isEqualTo("kubectl annotate gsvc checkout goldenpath.dev/paused=\"outage: all down\"\n");
    assertThat(run.err()).contains("unknown reason code", "paused anyway");
  }

  @Test
  void a_value_that_was_seen_is_overwritten_and_no_other() {
    serves(service().annotated("override.goldenpath.dev/quota.pods", "90"));

    assertThat(run("override", "checkout", "quota.pods=91", "--why", "cost: x", "--dry-run").out())
        .endsWith(" --overwrite\n");
    assertThat(run("override", "checkout", "quota.cpu=9", "--why", "cost: x", "--dry-run").out())
        .doesNotContain("--overwrite");
  }

  @Test
  void the_line_has_the_connection_and_no_secret() {
    serves(service());

    CliRun run =
        run(
            "pause",
            "checkout",
            "--why",
            "cost: x",
            "--dry-run",
            "--context",
            "my prod",
            "--token",
            "s3cret",
            "--as=eve");

    assertThat(run.out())
        .endsWith(" goldenpath.dev/paused=\"cost: x\" --as=eve --context=\"my prod\"\n");
    assertThat(kubectl.calls().get(0)).contains("--context=my prod", "--token=s3cret");
  }

  @Test
  void a_service_of_Argo_CD_is_written_in_its_repository() {
    serves(
        service()
            .annotated(
                "argocd.argoproj.io/tracking-id",
                "shop:goldenpath.dev/GoldenService:shop/checkout"));

    CliRun run = run("eject", "checkout", "dashboard", "--why", WHY);

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("checkout belongs to the Argo CD application \"shop\"");
    assertThat(run.out()).contains("kind: \"GoldenService\"", "dashboard: \"" + WHY + "\"");
    assertThat(writes()).isEmpty();
  }

  @Test
  void a_hatch_that_the_operator_does_not_accept_is_a_no() {
    serves(service());
    kubectl
        .answer(WRITE, "")
        .answer(
            LIST,
            ejected()
                .ready(Plans.allReady(0))
                .with("HatchesAccepted", false, "Rejected", EJECT + ": \"x\" has no effect")
                .list())
        .answer(WATCH, "");

    CliRun run = run("eject", "checkout", "dashboard", "--why", WHY);

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err())
        .contains("checkout does not accept the hatch: " + EJECT + ": \"x\" has no effect");
  }

  @Test
  void a_bad_hatch_of_before_does_not_matter() {
    serves(service());
    kubectl
        .answer(WRITE, "")
        .answer(
            LIST,
            ejected()
                .ready(Plans.allReady(1))
                .with("HatchesAccepted", false, "Rejected", EJECT + "x: unknown component")
                .list())
        .answer(WATCH, "");

    assertThat(run("eject", "checkout", "dashboard", "--why", WHY).exit()).isEqualTo(ExitCode.YES);
  }

  @Test
  void what_the_operator_does_not_observe_is_not_done() {
    serves(service());
    kubectl
        .answer(WRITE, "")
        .answer(LIST, ejected().observed(Map.of()).ready(Plans.allReady(0)).list())
        .answer(WATCH, "");

    CliRun run = run("eject", "checkout", "dashboard", "--why", WHY, "--timeout", "1s");

    assertThat(run.exit()).isEqualTo(ExitCode.TIMEOUT);
    assertThat(run.err()).contains("the operator has not observed it after 1 s");
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void what_somebody_changes_back_is_not_done() {
    serves(service());
    kubectl.answer(WRITE, "").answer(LIST, service().ready("x").list()).answer(WATCH, "");

    CliRun run = run("eject", "checkout", "dashboard", "--why", WHY);

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("checkout was changed back by somebody else");
  }

  @Test
  void an_invalid_spec_is_said_since_no_hatch_is_read() {
    serves(service());
    kubectl
        .answer(WRITE, "")
        .answer(
            LIST,
            service()
                .annotated("goldenpath.dev/paused", "cost: x")
                .observed(Map.of())
                .with("Stalled", true, "InvalidSpec", "spec.team: is missing")
                .list())
        .answer(WATCH, "");

    CliRun run = run("pause", "checkout", "--why", "cost: x");

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("its hatches are not read: spec.team: is missing");
  }

  @Test
  void a_service_that_is_deleted_meanwhile_is_said() {
    serves(service());
    kubectl.answer(WRITE, "").answer(LIST, ServedService.noList()).answer(WATCH, "");

    CliRun run = run("pause", "checkout", "--why", "cost: x");

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("checkout was deleted meanwhile");
  }

  /** Words of kubectl 1.20, of a policy, and of a right that is missing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "error: --overwrite is false but found the following declared annotation(s): 'x'",
        "Error from server (Forbidden): cannot patch resource \"goldenservices\"",
        "Error from server: admission denied"
      })
  void a_write_that_fails_ends_it_in_the_words_of_kubectl(String words) {
    serves(service());
    kubectl.fail(WRITE, words + "\n");

    CliRun run = run("pause", "checkout", "--why", "cost: x");

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).endsWith(words + "\n");
    assertThat(run.out())
        .isEqualTo("kubectl annotate gsvc checkout goldenpath.dev/paused=\"cost: x\"\n");
  }

  @Test
  void a_file_that_exists_is_not_written_over() throws IOException {
    serves(service());
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");

    CliRun run = run("eject", "checkout", "dashboard", "--why", WHY, "--out", file.toString());

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("--out: " + file + ": exists with other content");
    assertThat(file).hasContent("mine");
    assertThat(writes()).isEmpty();
  }

  @Test
  void an_object_that_is_gone_is_created_again_when_the_component_returns() {
    serves(ejected().with("NamespaceReady", true, "Applied", ""));

    CliRun run =
        CliRun.setting()
            .kubectl(kubectl.path())
            .person("no\n")
            .run("return", "checkout", "dashboard");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out()).isEqualTo("+ ConfigMap golden-dashboard   is created again\n");
    assertThat(run.err()).endsWith("? [y/N] Nothing was written.\n");
    assertThat(writes()).isEmpty();
  }

  /** On the error stream: the output is a command for a shell. */
  @Test
  void a_dry_run_of_a_return_shows_what_would_be_lost_and_asks_nobody() {
    serves(
        ejected()
            .annotated("override.goldenpath.dev/quota.pods", "120")
            .annotated("patch.goldenpath.dev/monitoring", "{\"spec\": {\"sampleLimit\": 9}}"));

    CliRun component = run("return", "checkout", "dashboard", "--dry-run");
    assertThat(component.exit()).as(component.err()).isEqualTo(ExitCode.YES);
    assertThat(component.err()).isEqualTo("+ ConfigMap golden-dashboard   is created again\n");
    assertThat(component.out()).isEqualTo("kubectl annotate gsvc checkout " + EJECT + "-\n");

    assertThat(run("return", "checkout", "quota.pods", "--dry-run").err())
        .isEqualTo("~ quota.pods   120 → 100\n");
    assertThat(run("return", "checkout", "monitoring", "--dry-run").err())
        .isEqualTo("~ monitoring   the path's objects, without your patch\n");
    assertThat(writes()).isEmpty();
  }

  @Test
  void a_component_is_back_when_it_was_taken_and_not_when_that_was_announced() {
    serves(ejected());
    kubectl
        .answer(WRITE, "")
        .answer(
            LIST,
            service()
                .with("Ready", false, "DashboardProgressing", "dashboard: taken back next")
                .with("DashboardReady", false, "TakingBack", "taken back next")
                .list())
        .answer(
            WATCH,
            service()
                .version(2)
                .ready(Plans.allReady(0))
                .with("DashboardReady", true, "Applied", "")
                .event("MODIFIED"));

    CliRun run = run("return", "checkout", "dashboard", "--yes");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).containsPattern("observed after .* s: " + Plans.allReady(0));
  }

  @Test
  void a_hatch_to_close_is_suggested() {
    serves(ejected().annotated("override.goldenpath.dev/quota.pods", "90"));

    assertThat(run("return", "checkout", "dashbord").err())
        .contains("did you mean dashboard? open: dashboard, quota.pods");
  }

  @Test
  void what_also_belongs_to_another_hatch_of_the_component_stays() {
    serves(
        service()
            .annotated("eject.goldenpath.dev/quota", "cost: x")
            .annotated("patch.goldenpath.dev/quota", "{}")
            .annotated("goldenpath.dev/until.quota", "2099-12-31")
            .annotated("goldenpath.dev/reason.quota", "cost: y"));

    assertThat(run("return", "checkout", "quota", "--dry-run").out())
        .isEqualTo("kubectl annotate gsvc checkout eject.goldenpath.dev/quota-\n");
  }

  @Test
  void a_service_of_an_unknown_path_is_checked_by_its_operator() {
    String built = service().json().replace("\"version\":\"1.0.0\"", "\"version\":\"7.0.0\"");
    kubectl
        .answer(GET, built)
        .fail("/goldenpaths/|/namespaces/", "Error from server (NotFound): not found\n");

    CliRun run = run("override", "checkout", "quota.gpus=1", "--why", "cost: x", "--dry-run");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.err())
        .contains("warning: override.goldenpath.dev/quota.gpus: unknown parameter");
  }
}
