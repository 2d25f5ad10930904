package dev.goldenpath.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.terminal.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class CompletionTest {
  private static final CommandSpec VERB = verb();

  @TempDir private Path folder;

  private static CommandSpec verb() {
    CommandSpec verb = CommandSpec.create();
    verb.addOption(option("--tier", "bronze|silver|gold"));
    verb.addOption(option("--file", "FILE"));
    verb.addOption(option("--token", "TOKEN").toBuilder().hidden(true).build());
    verb.addOption(OptionSpec.builder("-y", "--yes").description("Do not ask.").arity("0").build());
    verb.addPositional(position("0", "NAME"));
    verb.addPositional(position("1..*", "PARAMETER=VALUE"));
    return verb;
  }

  private static OptionSpec option(String name, String label) {
    return OptionSpec.builder(name).paramLabel(label).arity("1").type(String.class).build();
  }

  private static PositionalParamSpec position(String index, String label) {
    return PositionalParamSpec.builder().index(index).paramLabel(label).build();
  }

  private static List<String> names(String label) {
    return switch (label) {
      case "NAME" -> List.of("checkout", "cart");
      case "PARAMETER" -> List.of("quota.memory", "quota.cpu");
      default -> List.of();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';                      cart checkout :4",
        "ch;                      checkout :4",
        "x;                       :4",
        "--;                      --file --tier --yes\tDo_not_ask. :4",
        "'--tier ';               bronze gold silver :4",
        "--tier s;                silver :4",
        "--tier=s;                --tier=silver :4",
        "--yes ch;                checkout :4",
        "--tier gold ch;          checkout :4",
        "--tier=gold checkout q;  quota.cpu= quota.memory= :6",
        "'checkout --file ';      :0",
        "'checkout --token ';     :4",
        "--unknown c;             cart checkout :4",
      })
  void a_command_line_goes_on_with(String typed, String expected) {
    List<String> words = Arrays.asList(typed.split(" ", -1));

    Completion completion = Completion.of(VERB, words, CompletionTest::names);

    assertThat(completion.text().strip().replace(' ', '_').replace('\n', ' ')).isEqualTo(expected);
  }

  @Test
  void verbs_are_completed_without_a_cluster() {
    CliRun run = CliRun.setting().run("__complete", "re");

    assertThat(run.out()).contains("render\n").endsWith(":4\n").doesNotContain("completion");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void an_unknown_verb_has_no_completion() {
    assertThat(CliRun.setting().run("__complete", "redner", "").out()).isEqualTo(":4\n");
  }

  @Test
  void services_are_those_of_the_cluster_that_the_command_line_names() {
    ScriptedKubectl kubectl =
        new ScriptedKubectl(folder)
            .answer(
                "goldenservices.* --context=east",
                """
                {"items": [{"metadata": {"name": "checkout"}}, {"metadata": {"name": "cart"}}]}
                """);

    CliRun run =
        CliRun.setting()
            .kubectl(kubectl.path())
            .run("__complete", "render", "--context", "east", "ch");

    assertThat(run.out()).isEqualTo("checkout\n:4\n");
    assertThat(kubectl.calls()).singleElement().asString().contains("--request-timeout=2s");
  }

  @Test
  void a_cluster_that_does_not_answer_is_not_complained_about() {
    CliRun run = CliRun.setting().run("__complete", "render", "ch");

    assertThat(run.out()).isEqualTo(":4\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void bash_gets_a_script_with_every_verb() {
    CliRun run = CliRun.setting().run("completion", "bash");

    assertThat(run.out()).startsWith("#!").contains("kubectl-golden", "render", "completion");
  }

  @Test
  void the_link_is_made_beside_the_plugin_once() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.createFile(home.resolve("kubectl_complete-golden"));
    assertThat(Files.createFile(bin.resolve("kubectl-golden")).toFile().setExecutable(true))
        .isTrue();

    CompletionLink link = CompletionLink.find("/nonexistent::" + bin, home);

    assertThat(link.make()).contains("linked to");
    assertThat(bin.resolve("kubectl_complete-golden"))
        .isSymbolicLink()
        .satisfies(made -> Files.isSameFile(made, home.resolve("kubectl_complete-golden")));
    assertThat(link.make()).endsWith("is there already");
  }

  @Test
  void a_file_of_someone_else_is_left_alone() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    assertThat(Files.createFile(bin.resolve("kubectl-golden")).toFile().setExecutable(true))
        .isTrue();
    Path theirs = Files.writeString(bin.resolve("kubectl_complete-golden"), "theirs");
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.createFile(home.resolve("kubectl_complete-golden"));

    assertThatThrownBy(() -> CompletionLink.find(bin.toString(), home).make())
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("remove it");
    assertThat(theirs).hasContent("theirs");
  }

  @Test
  void a_plugin_that_kubectl_does_not_find_is_to_be_linked_first() {
    assertThatThrownBy(() -> CompletionLink.find("/nonexistent", folder))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("ln -s " + folder + "/kubectl-golden");
  }
}
