package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.support.GoldenFile;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    COMMANDS.put("override quota.pods=33 --why cost:-measured", Optional.empty());
    COMMANDS.put("eject dashboard --why missing-feature:-ours", Optional.empty());
    COMMANDS.put("return dashboard --yes", Optional.of(Annotations.EJECT + "dashboard"));
    COMMANDS.put("pause --why incident:-1", Optional.empty());
    COMMANDS.put("resume", Optional.of(Annotations.PAUSED));
    COMMANDS.put("report", Optional.empty());
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
  private String cell(String command, List<String> person) {
    List<String> words =
        Stream.of(
                words(command),
                person.stream(),
                Stream.of("--kubeconfig=" + controlPlane.kubeconfig()))
            .flatMap(each -> each)
            .toList();
    CliRun run =
        CliRun.setting()
            .kubectl(Binaries.installed().controlPlane("kubectl"))
            .run(words.toArray(String[]::new));
    boolean isRefused = run.err().contains("Forbidden") || run.err().contains("forbidden");
    if (run.exit() == ExitCode.KUBECTL_FAILED) {
      assertThat(run.err()).as(command).containsIgnoringCase("forbidden");
      return "no";
    }
    assertThat(run.exit()).as("%s: %s", command, run.err()).isLessThanOrEqualTo(ExitCode.NO);
    return isRefused ? "in part" : "yes";
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
