package dev.goldenpath.cli.progress;

import static dev.goldenpath.cli.support.ServedService.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.goldenpath.cli.Plugin;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.support.ServedService;
import dev.goldenpath.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final String LIST = "goldenservices\\?fieldSelector=metadata.name%3Dcheckout ";
  private static final String WATCH = "&watch=true&resourceVersion=7";
  private static final Instant NOW = Instant.parse("2026-11-25T20:24:26Z");

  @TempDir private Path folder;
  private ScriptedKubectl kubectl;

  @BeforeEach
  void script() {
    kubectl = new ScriptedKubectl(folder);
  }

  private CliRun.Setting setting() {
    return CliRun.setting().kubectl(kubectl.path()).clock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static ServedService starting() {
    return service()
        .with("Ready", false, "PostgresProgressing", "database: 1 of 3 instances ready")
        .with("NamespaceReady", true, "Applied", "applied")
        .with("PostgresReady", false, "InstancesStarting", "1 of 3 instances ready")
        .with("DashboardReady", true, "Applied", "applied")
        .with(
            "HatchesAccepted",
            false,
            "Rejected",
            "override.goldenpath.dev/quota.memroy: unknown parameter; did you mean quota.memory?");
  }

  @Test
  void the_block_has_a_line_for_each_component_with_its_time() {
    assertThat(new ProgressBlock(false).lines(starting().object(), new Stopwatch(), NOW))
        .containsExactly(
            "checkout   gold   team payments   path default 1.0.0                             0:41",
            "  ✔ namespace    0:01",
            "  ● postgres     0:41   1 of 3 instances ready",
            "  ✔ dashboard    0:01",
            "  ! override.goldenpath.dev/quota.memroy: unknown parameter; did you mean"
                + " quota.memory?");
  }

  @Test
  void a_block_says_whose_the_component_is_and_what_blocks() {
    assertThat(
            new ProgressBlock(false)
                .lines(
                    service()
                        .with("Ready", false, "PostgresBlocked", "database: too large")
                        .with("Stalled", true, "PostgresBlocked", "database: too large")
                        .with("PostgresReady", false, "DatabaseFailing", "too large")
                        .with("SloReady", false, "EjectedAndMissing", "ejected: cost: x; missing")
                        .with("DashboardReady", true, "Ejected", "ejected: cost: x")
                        .object(),
                    new Stopwatch(),
                    NOW))
        .containsExactly(
            "checkout   gold   team payments   path default 1.0.0                             0:41",
            "  ! postgres     0:41   too large",
            "  ! slo          0:41   ejected: cost: x; missing",
            "  ✔ dashboard    0:01   ejected: cost: x",
            "  ! database: too large");
  }

  @Test
  void a_change_that_is_not_observed_is_waited_for_in_the_block() {
    assertThat(new ProgressBlock(true).lines(service().observed(0).object(), new Stopwatch(), NOW))
        .containsExactly(
            "checkout   gold   team payments   path default 1.0.0",
            "  \u001b[33m●\u001b[0m generation 1 is not observed yet");
  }

  @Test
  void after_the_first_build_the_time_counts_since_it_was_seen_to_cease() {
    ServedService ready =
        service()
            .firstReady("2026-11-25T20:23:50Z")
            .with("PostgresReady", true, "InstancesReady", "", "2026-11-25T20:24:20Z");
    Stopwatch stopwatch = new Stopwatch();

    assertThat(new ProgressBlock(false).lines(ready.object(), stopwatch, NOW).get(1))
        .isEqualTo("  ✔ postgres");

    stopwatch.see(
        service()
            .firstReady("2026-11-25T20:23:50Z")
            .with("PostgresReady", false, "InstancesStarting", "", "2026-11-25T20:24:00Z")
            .object());

    assertThat(new ProgressBlock(false).lines(ready.object(), stopwatch, NOW).get(1))
        .isEqualTo("  ✔ postgres     0:20");
  }

  @Test
  void a_terminal_is_drawn_again_in_place_and_never_cleared() {
    kubectl.answer(LIST, starting().list()).answer(WATCH, starting().version(2).event("DELETED"));

    CliRun run = setting().live().run("watch", "checkout");

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).isEqualTo("checkout was deleted\n");
    assertThat(run.out())
        .contains("\u001b[5A\rcheckout is deleted\u001b[K\n\u001b[J")
        .doesNotContain("\u001b[2J", "\u001b[H", "\u001bc")
        .endsWith("\u001b[?7h");
  }

  @Test
  void a_pipe_gets_the_lines_of_wait_without_any_control_character() {
    kubectl.answer(LIST, starting().list()).answer(WATCH, starting().version(2).event("DELETED"));

    CliRun run = setting().run("watch", "checkout");

    assertThat(run.out())
        .isEqualTo(
            """
            2026-11-25T20:24:26Z checkout ready: namespace, dashboard
            2026-11-25T20:24:26Z checkout postgres: 1 of 3 instances ready (InstancesStarting)
            2026-11-25T20:24:26Z checkout ! override.goldenpath.dev/quota.memroy: unknown\
             parameter; did you mean quota.memory?
            2026-11-25T20:24:26Z checkout is deleted
            """);
  }

  @Test
  void programs_get_an_object_for_each_change() throws IOException {
    kubectl
        .answer(LIST, starting().list())
        .answer(
            WATCH,
            starting().version(2).event("MODIFIED")
                + service().version(3).ready("ü").event("MODIFIED")
                + starting().version(4).event("DELETED"));

    CliRun run = setting().live().run("watch", "checkout", "-o", "json");

    assertThat(run.out().lines()).hasSize(3);
    JsonNode first = new ObjectMapper().readTree(run.out().lines().findFirst().orElseThrow());
    assertThat(first.path("time").asText()).isEqualTo("2026-11-25T20:24:26Z");
    assertThat(first.path("service").asText()).isEqualTo("checkout");
    assertThat(first.path("state").asText()).isEqualTo("Reconciling");
    assertThat(first.path("observed").asBoolean()).isTrue();
    assertThat(first.path("components").findValuesAsText("name"))
        .containsExactly("namespace", "postgres", "dashboard");
    assertThat(first.path("components").get(1).path("reason").asText())
        .isEqualTo("InstancesStarting");
    assertThat(run.out()).contains("\\u00FC", "\"state\":\"Deleted\"");
  }

  @Test
  void programs_that_read_YAML_get_the_same_in_documents() throws IOException {
    kubectl
        .answer(LIST, starting().list())
        .answer(
            WATCH,
            service().version(2).ready("ü").event("MODIFIED")
                + starting().version(3).event("DELETED"));
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    String printed = setting().live().run("watch", "checkout", "-o", "yaml").out();

    assertThat(printed.split("(?m)^---\n")).hasSize(4).startsWith("");
    List<JsonNode> changes = yaml.readerFor(JsonNode.class).<JsonNode>readValues(printed).readAll();
    List<JsonNode> lines = new ArrayList<>();
    for (String line :
        setting().live().run("watch", "checkout", "-o", "json").out().lines().toList()) {
      lines.add(yaml.readTree(line));
    }
    assertThat(changes).hasSize(3).isEqualTo(lines);
  }

  /** As after {@code | head -1}. */
  @Test
  void it_ends_when_its_reader_is_gone() {
    kubectl.answer(LIST, starting().list()).answer(WATCH, "");
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int character) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    int exit =
        new Plugin(
                setting()
                    .session(
                        new PrintStream(closed, true, StandardCharsets.UTF_8),
                        new PrintStream(OutputStream.nullOutputStream())))
            .run("watch", "checkout");

    assertThat(exit).isEqualTo(ExitCode.YES);
  }
}
