package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What pages and the training say of the verbs is what the verbs themselves say. */
class PluginPageTest {
  private static final Path PAGE = Path.of("docs", "kubectl-golden.md");
  private static final Path RIGHTS = Path.of("docs", "security.md");
  private static final Path TRAINING = Path.of("src", "main", "cli", "training", "commands");

  /** They serve a page until Ctrl-C, or write into the home of the caller. */
  private static final Set<String> UNTRAINED = Set.of("ui", "demo", "completion");

  private static Map<String, CommandLine> verbs() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Plugin(CliRun.setting().session(nowhere, nowhere)).commandLine().getSubcommands();
  }

  @Test
  void the_reference_is_that_of_the_code() throws IOException {
    String reference =
        verbs().values().stream()
            .map(CommandLine::getCommandSpec)
            .map(PluginPageTest::section)
            .collect(Collectors.joining("\n"));
    GoldenFile.check(PAGE, GoldenFile.between(Files.readString(PAGE), "verbs", reference));
  }

  @Test
  void every_verb_and_option_is_described() {
    assertThat(verbs()).isNotEmpty();
    verbs().values().stream()
        .map(CommandLine::getCommandSpec)
        .forEach(
            verb -> {
              assertThat(verb.usageMessage().description()).as(verb.name()).isNotEmpty();
              assertThat(arguments(verb))
                  .allSatisfy(
                      each ->
                          assertThat(each.description())
                              .as("%s %s", verb.name(), each)
                              .isNotEmpty()
                              .allSatisfy(text -> assertThat(text).endsWith(".")));
            });
  }

  /** VerbRightsIT says what is in the cells. */
  @Test
  void every_verb_has_a_row_in_the_table_of_rights() throws IOException {
    assertThat(
            Files.readAllLines(RIGHTS).stream()
                .dropWhile(line -> !line.startsWith("| verb |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("`")[1]))
        .as("the verbs in %s; VerbRightsIT writes the table", RIGHTS)
        .containsExactlyInAnyOrderElementsOf(verbs().keySet());
  }

  /** The classes of a verb that is missing are loaded slowly, in every run. */
  @Test
  void every_verb_is_trained() throws IOException {
    List<String> trained =
        Files.readAllLines(TRAINING).stream().map(line -> line.split(" ")[0]).toList();

    assertThat(verbs().keySet())
        .as("the verbs in %s", TRAINING)
        .allMatch(verb -> UNTRAINED.contains(verb) != trained.contains(verb));
  }

  private static Stream<ArgSpec> arguments(CommandSpec verb) {
    return verb.args().stream().filter(each -> !each.hidden());
  }

  private static String section(CommandSpec verb) {
    String rows =
        arguments(verb)
            .filter(each -> !(each instanceof OptionSpec option && isStandard(option)))
            .map(each -> "| `%s` | %s |\n".formatted(cell(title(each)), cell(each.description())))
            .collect(Collectors.joining());
    return "### %s\n\n%s\n\n```\n%s\n```\n"
            .formatted(
                verb.name(), String.join(" ", verb.usageMessage().description()), usage(verb))
        + (rows.isEmpty() ? "" : "\n| | |\n|---|---|\n" + rows);
  }

  private static boolean isStandard(OptionSpec option) {
    return option.versionHelp() || option.usageHelp();
  }

  private static String usage(CommandSpec verb) {
    String synopsis =
        verb.commandLine()
            .getHelp()
            .synopsis(0)
            .replaceAll("\\s+", " ")
            .replaceAll("\\[-hV(\\w*)\\]", "[-$1]")
            .replace(" [-]", "")
            .strip();
    return "kubectl golden " + synopsis.substring(synopsis.indexOf(verb.name()));
  }

  private static String title(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      String names = String.join("`, `", List.of(option.names()));
      return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }
    return argument.paramLabel();
  }

  private static String cell(String... description) {
    return String.join(" ", description).replace("<", "&lt;").replace("|", "\\|");
  }
}
