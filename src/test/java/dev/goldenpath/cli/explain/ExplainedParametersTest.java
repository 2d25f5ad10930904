package dev.goldenpath.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.support.WithPlayedServices;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a parameter may be, and the parameters of a component. */
class ExplainedParametersTest extends WithPlayedServices {
  @Test
  void a_parameter_needs_no_cluster() {
    CliRun run = CliRun.setting().run("explain", "quota.memory");

    GoldenPath path = Documents.readBuiltIn();
    String defaults =
        Stream.of(Tier.values())
            .map(tier -> tier.text() + " " + path.defaults(tier).get("quota.memory"))
            .collect(Collectors.joining(" · "));
    assertThat(defaults).contains("bronze 8Gi · silver 16Gi");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out())
        .isEqualTo(
            """
            quota.memory (quantity): The sum of the memory requests, and of the memory limits, of all pods.
            %s · from 1Gi to 1Ti
            kubectl golden override NAME quota.memory=%s --why "performance: …"
            """
                .formatted(defaults, new ExampleValue(path, "quota.memory").text()));
  }

  static Stream<String> parameters() {
    return Documents.readBuiltIn().parameters().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void the_example_of_a_parameter_is_valid(String parameter) {
    String example = new ExampleValue(Documents.readBuiltIn(), parameter).text();

    assertThat(Documents.readBuiltIn().parameters().get(parameter).problemWith(example)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          network.ingress     | closed in every tier · one of closed, open (unsafe)
          postgres.storage    | While it is live: it only grows.
          postgres.version    | While it is live: what runs stays; an override upgrades it
          network.allowFrom   | "" in every tier · at most 50 names
          monitoring.path     | must match
          """)
  void what_a_parameter_may_be_is_shown(String parameter, String shown) {
    assertThat(CliRun.setting().run("explain", parameter).out()).contains(shown);
  }

  @Test
  void a_component_alone_lists_its_parameters() {
    CliRun run = CliRun.setting().run("explain", "quota");

    assertThat(run.out().lines())
        .first()
        .asString()
        .isEqualToNormalizingWhitespace(
            "PARAMETER TYPE %s DESCRIPTION"
                .formatted(String.join(" ", Tier.names()).toUpperCase(Locale.ROOT)));
    assertThat(run.out().lines().filter(line -> line.startsWith("quota.")))
        .hasSameSizeAs(Components.ALL.get(2).parameters());
    assertThat(CliRun.setting().run("explain", "access").out())
        .isEqualTo("access: has no parameters\n");
  }

  @Test
  void an_unknown_parameter_is_answered_with_the_nearest() {
    CliRun run = CliRun.setting().run("explain", "quota.memroy");

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("unknown parameter \"quota.memroy\"; did you mean quota.memory?");
  }

  @Test
  void an_unknown_component_is_answered_with_the_nearest() {
    ScriptedKubectl kubectl =
        kubectl()
            .fail(
                "goldenservices/dashbord$",
                "Error from server (NotFound): \"dashbord\" not found\n")
            .answer("goldenservices", "{\"items\": []}");

    CliRun run = CliRun.setting().kubectl(kubectl.path()).run("explain", "dashbord");

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("Error from server (NotFound)", "did you mean the component dashboard?");
  }

  @Test
  void the_path_of_a_file_decides_what_a_parameter_may_be() throws IOException {
    Path path = path(built -> built.replaceFirst("tiers: \\{ bronze: 8Gi, .*}", "value: 400Gi"));

    CliRun run = CliRun.setting().run("explain", "quota.memory", "--path", path.toString());

    assertThat(run.out()).contains("400Gi in every tier · from 1Gi to 1Ti", "quota.memory=600Gi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          explain                                | NAME: is missing
          explain checkout -f x.yaml             | -f: is given beside NAME
          explain quota.memory --changed         | --changed: is about a service
          explain quota.memory -o jsno           | jsno
          explain quota.memory checkout          | checkout
          explain Checkout                       | "Checkout" is not the name of a service
          explain ../secrets                     | unknown parameter "../secrets"
          explain quota.memory --path /nowhere   | /nowhere: does not exist
          """)
  void invalid_command_lines_are_explained(String line, String said) {
    CliRun run = CliRun.setting().run(line.split(" "));

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(said);
  }
}
