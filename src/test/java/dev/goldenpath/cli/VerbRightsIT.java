package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ServedVerb;
import dev.goldenpath.cli.support.StartedRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.support.GoldenFile;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may use which verb: every one of them by every role, with the real kubectl. */
class VerbRightsIT extends WithOperator {
  private static final Path PAGE = Path.of("docs", "security.md");
  private static final Path TEAM = Path.of("deploy", "examples", "team.yaml");
  private static final String SERVICE = "t-verbs";
  private static final String AUTHENTICATED = "--as-group=system:authenticated";

  /** Who asks, with the flags that make kubectl ask as they would. */
  private static final Map<String, List<String>> PEOPLE = new LinkedHashMap<>();

  static {
    PEOPLE.put("admin", List.of());
    PEOPLE.put("author", List.of("--as=ari", "--as-group=authors", AUTHENTICATED));
    PEOPLE.put("developer", List.of("--as=dora", "--as-group=payments", AUTHENTICATED));
    PEOPLE.put("viewer", List.of("--as=vic", "--as-group=viewers", AUTHENTICATED));
    PEOPLE.put("nobody", List.of("--as=nobody", AUTHENTICATED));
  }

  /** A command line for each verb, with the annotation that must be there before, if any. */
  private static final Map<String, Optional<String>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("render", Optional.empty());
    COMMANDS.put("plan --tier silver", Optional.empty());
    COMMANDS.put("explain", Optional.empty());
    COMMANDS.put("wait", Optional.empty());
    COMMANDS.put("watch", Optional.empty());
    COMMANDS.put("override quota.pods=33 --why cost:-measured", Optional.empty());
    COMMANDS.put("eject dashboard --why missing-feature:-ours", Optional.empty());
    COMMANDS.put("return dashboard --yes", Optional.of(Annotations.EJECT + "dashboard"));
    COMMANDS.put("pause --why incident:-1", Optional.empty());
    COMMANDS.put("resume", Optional.of(Annotations.PAUSED));
    COMMANDS.put("report", Optional.empty());
    COMMANDS.put("ui", Optional.empty());
    COMMANDS.put("demo", Optional.empty());
    COMMANDS.put("completion", Optional.empty());
  }

  @BeforeAll
  void bind() throws IOException {
    new Installation(controlPlane.admin()).apply(Files.readString(TEAM));
    controlPlane.kubectl(
        "create",
        "clusterrolebinding",
        "t-authors",
        "--clusterrole=golden-service-author",
        "--group=authors");
    controlPlane.kubectl(
        "create",
        "clusterrolebinding",
        "t-team",
        "--clusterrole=golden-team-payments",
        "--group=authors");
    controlPlane.kubectl(
        "create", "clusterrolebinding", "t-viewers", "--clusterrole=view", "--group=viewers");
  }

  @Test
  void the_table_is_what_the_api_server_allows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    try (PlayedDatabase database = new PlayedDatabase(controlPlane.admin()).answerAtOnce()) {
      services.create(SERVICE, "gold");
      services.awaitReady(SERVICE);
      for (List<String> person : PEOPLE.values()) {
        for (Map.Entry<String, Optional<String>> command : COMMANDS.entrySet()) {
          settle(command.getValue());
          rows.merge(
              command.getKey().split(" ")[0],
              cell(command.getKey(), person),
              (one, next) -> one + " | " + next);
        }
      }
    }
    String table =
        Stream.concat(
                Stream.of(
                    "| verb | " + String.join(" | ", PEOPLE.keySet()) + " |",
                    "|---".repeat(PEOPLE.size() + 1) + "|"),
                rows.entrySet().stream()
                    .map(row -> "| `%s` | %s |".formatted(row.getKey(), row.getValue())))
            .collect(Collectors.joining("\n", "", "\n"));
    GoldenFile.check(PAGE, GoldenFile.between(Files.readString(PAGE), "verbs", table));
  }

  /** One hatch is open, or none. */
  private void settle(Optional<String> hatch) {
    Map<String, String> wanted = new HashMap<>();
    services.get(SERVICE).getMetadata().getAnnotations().keySet().stream()
        .filter(Annotations::isOurs)
        .forEach(key -> wanted.put(key, null));
    hatch.ifPresent(key -> wanted.put(key, "incident: 2"));
    services.annotate(SERVICE, wanted);
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(SERVICE).getStatus().hatches())
                    .hasSize(hatch.isPresent() ? 1 : 0));
  }

  /** Every refusal is kubectl's own. */
  private String cell(String command, List<String> person) throws IOException {
    List<String> connection = new ArrayList<>(person);
    connection.add("--kubeconfig=" + controlPlane.kubeconfig());
    CliRun.Setting setting = CliRun.setting().kubectl(Binaries.installed().controlPlane("kubectl"));
    return switch (command) {
      case "watch" -> watch(setting, connection);
      case "ui" -> ui(setting, connection);
      case "demo" -> demo(setting, connection);
      case "completion" -> completion(setting, connection);
      default -> ended(command, setting.run(line(words(command).toList(), connection)));
    };
  }

  private static String[] line(List<String> words, List<String> connection) {
    return Stream.concat(words.stream(), connection.stream()).toArray(String[]::new);
  }

  private static String ended(String command, CliRun run) {
    boolean isRefused = isForbidden(run.err());
    if (run.exit() == ExitCode.KUBECTL_FAILED) {
      assertThat(run.err()).as(command).containsIgnoringCase("forbidden");
      return "no";
    }
    assertThat(run.exit()).as("%s: %s", command, run.err()).isLessThanOrEqualTo(ExitCode.NO);
    return isRefused ? "in part" : "yes";
  }

  private static String watch(CliRun.Setting setting, List<String> connection) {
    StartedRun run = setting.start(line(List.of("watch", SERVICE), connection));
    await().until(() -> run.out().contains(SERVICE) || !run.isRunning());
    if (run.isRunning()) {
      run.interrupt();
      return "yes";
    }
    return ended("watch", run.end());
  }

  /** Its second tab has the fleet. */
  private static String ui(CliRun.Setting setting, List<String> connection) throws IOException {
    try (ServedVerb ui = ServedVerb.start(setting, line(List.of("ui"), connection))) {
      return isForbidden(ui.read("/fleet")) ? "no" : "yes";
    }
  }

  /** A service by each road; in part, if the desks may not do their work. */
  private String demo(CliRun.Setting setting, List<String> connection) throws IOException {
    try (ServedVerb demo = ServedVerb.start(setting, line(List.of("demo"), connection))) {
      if (isRefused(demo, true, "paved")) {
        return "no";
      }
      return isRefused(demo, false, "tickets") ? "in part" : "yes";
    }
  }

  private static boolean isRefused(ServedVerb demo, boolean paved, String road) throws IOException {
    String form = "{\"name\":\"t-rights\",\"team\":\"payments\",\"tier\":\"bronze\",\"paved\":%s}";
    String answer = demo.write(form.formatted(paved));
    if (isForbidden(answer)) {
      return true;
    }
    assertThat(answer).startsWith("HTTP/1.1 202 ");
    return await(road)
        .atMost(Duration.ofMinutes(1))
        .until(() -> outcome(demo, road), state -> !state.equals("running"))
        .equals("failed");
  }

  private static String outcome(ServedVerb demo, String road) throws IOException {
    JsonNode run = Json.MAPPER.readTree(demo.state()).path(road);
    if (run.path("state").asText().equals("failed")) {
      assertThat(run.path("message").asText()).containsIgnoringCase("forbidden");
    }
    return run.path("state").asText();
  }

  /** The names of services are completed; whoever may not list them gets none, and no error. */
  private static String completion(CliRun.Setting setting, List<String> connection) {
    CliRun run =
        setting.run(
            Stream.of(List.of("__complete", "render"), connection, List.of("t-ve"))
                .flatMap(List::stream)
                .toArray(String[]::new));
    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    return run.out().contains(SERVICE) ? "yes" : "no";
  }

  private static boolean isForbidden(String text) {
    return text.contains("Forbidden") || text.contains("forbidden");
  }

  /** The verb, the service if it takes one, and the rest. */
  private static Stream<String> words(String command) {
    List<String> words = List.of(command.split(" "));
    return Stream.of(
            words.subList(0, 1).stream(),
            command.equals("report") ? Stream.<String>empty() : Stream.of(SERVICE),
            words.subList(1, words.size()).stream().map(word -> word.replace(":-", ": ")))
        .flatMap(each -> each);
  }
}
