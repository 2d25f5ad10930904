package dev.goldenpath.cli.progress;

import static dev.goldenpath.cli.support.ServedService.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.support.ServedService;
import dev.goldenpath.cli.terminal.ExitCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of {@code wait}, whatever its kubectl says. */
class WaitTest {
  private static final String LIST =
      "get --raw [^ ]*goldenservices\\?fieldSelector=metadata.name%3Dcheckout ";
  private static final String WATCH = "&watch=true&resourceVersion=7";
  private static final String ALL = "12 of 12 components ready";
  private static final String HATCH = "override.goldenpath.dev/quota.pods";

  @TempDir private Path folder;
  private ScriptedKubectl kubectl;

  @BeforeEach
  void script() {
    kubectl = new ScriptedKubectl(folder);
  }

  private CliRun run(String... more) {
    return CliRun.setting()
        .kubectl(kubectl.path())
        .clock(Clock.fixed(Instant.parse("2026-11-25T20:23:51.7Z"), ZoneOffset.UTC))
        .run(Stream.concat(Stream.of("wait", "checkout"), Stream.of(more)).toArray(String[]::new));
  }

  private static ServedService built() {
    return service()
        .with("NamespaceReady", true, "Applied", "")
        .with("QueueReady", true, "NotRequested", "")
        .with("DashboardReady", true, "Applied", "");
  }

  @Test
  void a_pipe_gets_a_line_for_each_change() {
    kubectl
        .answer(
            LIST,
            built()
                .with("PostgresReady", false, "InstancesStarting", "0 of 3 instances ready")
                .list())
        .answer(
            WATCH,
            built()
                .version(2)
                .with("PostgresReady", true, "InstancesReady", "")
                .ready("9 of 9 components ready")
                .firstReady("2026-11-25T20:23:51Z")
                .event("MODIFIED"));

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out())
        .isEqualTo(
            """
            2026-11-25T20:23:51Z checkout ready: namespace, dashboard
            2026-11-25T20:23:51Z checkout postgres: 0 of 3 instances ready (InstancesStarting)
            2026-11-25T20:23:51Z checkout ready: postgres
            2026-11-25T20:23:51Z checkout Ready: 9 of 9 components ready, in 6 s
            """);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void a_service_that_is_ready_needs_no_watch_and_took_no_time() {
    kubectl.answer(LIST, built().ready(ALL).firstReady("2026-11-25T20:23:51Z").list());

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).endsWith("checkout Ready: " + ALL + "\n");
  }

  @Test
  void the_first_list_may_not_come_from_a_cache() {
    kubectl.answer(LIST, built().ready(ALL).list());

    run();

    assertThat(kubectl.calls().get(0)).doesNotContain("resourceVersion");
  }

  @Test
  void a_status_about_other_hatches_is_neither_an_answer_nor_shown() {
    kubectl
        .answer(LIST, built().annotated(HATCH, "7").observed(Map.of()).ready(ALL).list())
        .answer(WATCH, "");

    CliRun run = run("--timeout", "1s");

    assertThat(run.exit()).isEqualTo(ExitCode.TIMEOUT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo("checkout is not Ready after 1 s: the hatches are not observed yet\n");
  }

  @Test
  void a_status_about_another_generation_is_no_answer() {
    kubectl.answer(LIST, built().observed(0).ready(ALL).list()).answer(WATCH, "");

    CliRun run = run("--timeout", "1s");

    assertThat(run.exit()).isEqualTo(ExitCode.TIMEOUT);
    assertThat(run.err()).contains("generation 1 is not observed yet");
  }

  @Test
  void a_service_that_stalled_before_the_hatch_may_recover_by_it() {
    kubectl
        .answer(
            LIST,
            built()
                .annotated(HATCH, "7")
                .observed(Map.of())
                .with("Stalled", true, "PostgresBlocked", "database: too large")
                .list())
        .answer(WATCH, built().version(2).annotated(HATCH, "7").ready(ALL).event("MODIFIED"));

    assertThat(run().exit()).isEqualTo(ExitCode.YES);
  }

  @Test
  void a_stalled_service_ends_it_with_the_message() {
    kubectl.answer(
        LIST,
        built()
            .with("Ready", false, "PostgresBlocked", "database: too large")
            .with("Stalled", true, "PostgresBlocked", "database: too large")
            .list());
    kubectl.answer(WATCH, "");

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.out()).endsWith("checkout Stalled: database: too large\n");
    assertThat(run.err()).startsWith("checkout is Stalled: database: too large; a person must act");
    assertThat(run("--through-stalled", "--timeout", "1s").exit()).isEqualTo(ExitCode.TIMEOUT);
  }

  /** The operator does not read the hatches of such a service. */
  @Test
  void an_invalid_spec_ends_it_although_the_hatches_are_not_observed() {
    kubectl.answer(
        LIST,
        service()
            .annotated(HATCH, "7")
            .observed(Map.of())
            .with("Stalled", true, "NameReserved", "metadata.name: is reserved")
            .list());

    assertThat(run().exit()).isEqualTo(ExitCode.NO);
  }

  @Test
  void what_is_deleted_meanwhile_ends_it() {
    kubectl
        .answer(LIST, built().with("Ready", false, "X", "starting").list())
        .answer(WATCH, built().version(2).event("DELETED"));

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).isEqualTo("checkout was deleted while it was waited for\n");
    assertThat(run("--for", "deleted").exit()).isEqualTo(ExitCode.YES);
  }

  @Test
  void what_is_deleted_between_two_watches_ends_it_also_if_it_was_created_again() {
    kubectl
        .answerOnce(LIST, built().with("Ready", false, "X", "starting").list())
        .answer(LIST, built().uid("uid-2").ready(ALL).list())
        .answer(WATCH, "");

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("was deleted while it was waited for");
  }

  @Test
  void a_service_that_is_being_deleted_does_not_become_ready() {
    kubectl.answer(LIST, built().terminating().ready(ALL).list());
    kubectl.answer(WATCH, "");

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).isEqualTo("checkout is being deleted\n");
  }

  @Test
  void a_service_that_is_not_there_is_gone_and_may_yet_come() {
    kubectl.answer(LIST, ServedService.noList()).answer(WATCH, built().ready(ALL).event("ADDED"));

    assertThat(run("--for", "deleted").exit()).isEqualTo(ExitCode.YES);
    CliRun run = run();
    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).startsWith("2026-11-25T20:23:51Z checkout is not there yet\n");
  }

  @Test
  void a_deletion_that_fails_ends_it() {
    kubectl.answer(
        LIST,
        built().terminating().with("Stalled", true, "Terminating", "a finalizer is left").list());

    CliRun run = run("--for", "deleted");

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).startsWith("checkout is not deleted: a finalizer is left");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}}",
        "{\"type\":\"MODIF",
        "<html>a proxy</html>"
      })
  void whatever_ends_a_watch_it_is_listed_again(String stream) {
    kubectl
        .answerOnce(LIST, built().with("Ready", false, "X", "starting").list())
        .answer(LIST, built().version(2).ready(ALL).list())
        .answer(WATCH, stream);

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).containsOnlyOnce("ready: namespace");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void without_the_right_to_watch_it_is_listed_again_and_again() {
    kubectl
        .answerOnce(LIST, built().with("Ready", false, "X", "starting").list())
        .answerOnce(LIST, built().with("Ready", false, "X", "starting").list())
        .answer(LIST, built().version(2).ready(ALL).list())
        .fail(WATCH, "Error from server (Forbidden): no watch\n");

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.err()).containsOnlyOnce("Error from server (Forbidden): no watch");
  }

  @Test
  void a_server_that_fails_later_is_asked_until_the_time_is_up() {
    kubectl
        .answerOnce(LIST, built().with("Ready", false, "X", "starting").list())
        .fail(LIST, "The connection to the server was refused\n")
        .answer(WATCH, "");

    CliRun run = run("--timeout", "3s");

    assertThat(run.exit()).isEqualTo(ExitCode.TIMEOUT);
    assertThat(run.err())
        .isEqualTo(
            """
            The connection to the server was refused
            (trying again)
            checkout is not Ready after 3 s: starting
            """);
  }

  /** Words of kubectl 1.20, of a missing CRD, of a missing right. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error: unknown flag: --as-uid",
        "Error from server (NotFound): the server could not find the requested resource",
        "Error from server (Forbidden): goldenservices.goldenpath.dev is forbidden"
      })
  void a_kubectl_that_fails_at_first_ends_it_in_its_own_words(String words) {
    kubectl.fail(LIST, words + "\n");

    CliRun run = run();

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).isEqualTo(words + "\n");
    assertThat(kubectl.calls()).hasSize(1);
  }

  @Test
  void without_a_kubectl_it_says_how_to_name_one() {
    CliRun run = CliRun.setting().run("wait", "checkout");

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).contains("/nonexistent/kubectl", "variable KUBECTL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --timeout=5x            | '5x' is not a duration; write it as 90s, 5m or 1h30m
          --timeout=              | is not a duration
          --for=green             | ready, deleted
          --output=xml            | table, yaml, json
          """)
  void what_was_typed_wrong_is_named_with_what_is_valid(String option, String said) {
    CliRun run = run(option);

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(said);
    assertThat(kubectl.calls()).isEmpty();
  }

  @Test
  void a_name_cannot_be_another_path_of_the_server() {
    CliRun run =
        CliRun.setting().kubectl(kubectl.path()).run("wait", "../../../api/v1/secrets\u001b[2J");

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("\\u001b[2J").doesNotContain("\u001b");
    assertThat(kubectl.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "yaml", "json"})
  void no_character_of_the_cluster_reaches_the_terminal_as_a_command(String format) {
    String hostile = "\u001b]0;x\u0007\u009b2J\u202e" + "x".repeat(65_536);
    kubectl.answer(
        LIST,
        built()
            .with("PostgresReady", false, hostile, hostile)
            .with("Stalled", true, "PostgresBlocked", hostile)
            .list());

    CliRun run = run("-o", format);

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.out() + run.err()).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\\n]]");
  }
}
