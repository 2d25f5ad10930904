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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The reference in docs/kubectl-golden.md is what the verbs themselves say. */
class PluginPageTest {
  private static final Path PAGE = Path.of("docs", "kubectl-golden.md");

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
