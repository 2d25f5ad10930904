package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.operator.api.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not a GoldenService: each ends with exit code 2, one line, and no stack trace. */
class BadFilesTest {
  private static final String GOOD =
      """
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenService
      metadata:
        name: checkout
      spec:
        team: payments
        tier: gold
      """;

  @TempDir private Path folder;

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("", "has 0 documents"),
        Arguments.of(GOOD + "---\n" + GOOD, "has 2 documents"),
        Arguments.of(
            "kind: ConfigMap\n", "kind: is \"ConfigMap\" of \"\"; it must be GoldenService"),
        Arguments.of("- a\n- b\n", "has 2 documents"),
        Arguments.of(GOOD.replace("v1alpha1", "v9"), "\"goldenpath.dev/v9\""),
        Arguments.of(GOOD.replace("  team:", "\tteam:"), "line 6"),
        Arguments.of(GOOD.replace("  name: checkout", "  labels: {}"), "metadata.name: is missing"),
        Arguments.of(GOOD.replace("name: checkout", "name: Check_Out"), ": \"Check_Out\" "),
        Arguments.of(GOOD.replace("name: checkout", "name: monitoring"), "is reserved"),
        Arguments.of(GOOD.replace("tier: gold", "tier: [gold]"), "spec.tier"),
        Arguments.of(
            GOOD.replace("tier: gold", "tier: iron"),
            "must be one of " + String.join(", ", Tier.names())),
        Arguments.of(GOOD.replaceFirst("(?s)spec:.*", "spec: []\n"), "spec.team: is missing"),
        Arguments.of(
            GOOD.replace("name: checkout", "name: checkout\n  annotations: []"),
            "metadata.annotations: is of the wrong type"),
        Arguments.of(
            GOOD.replace(
                "name: checkout",
                "name: checkout\n  annotations: {override.goldenpath.dev/quota.pods: 70}"),
            "metadata.annotations.override.goldenpath.dev/quota.pods: 70 is not text; put it in quotes"),
        Arguments.of("a: ".repeat(2_000), "line 1"),
        Arguments.of("[".repeat(5_000), "nesting depth"),
        Arguments.of("x".repeat(10 << 20), "is larger than 1 MiB"),
        Arguments.of("\u001b[2J: {", "correct the YAML"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void is_explained(String content, String said) throws IOException {
    Path file = Files.writeString(folder.resolve("in.yaml"), content);
    for (String verb : new String[] {"explain", "render", "plan"}) {
      CliRun run = CliRun.setting().run(verb, "-f", file.toString());
      // plan asks the cluster before it looks at more than the form of the file.
      if (verb.equals("plan") && run.exit() == ExitCode.KUBECTL_FAILED) {
        continue;
      }
      assertThat(run.exit()).as(verb + ": " + run.err()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains(said)
          .doesNotContain("\tat ", "Exception", "\u001b")
          .hasSizeLessThan(1024);
    }
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() throws IOException {
    Path file =
        Files.write(
            folder.resolve("in.yaml"), "team: zürich".getBytes(StandardCharsets.ISO_8859_1));

    CliRun run = CliRun.setting().run("explain", "-f", file.toString());

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("is not UTF-8");
  }

  @Test
  void the_standard_input_is_a_file() {
    assertThat(CliRun.setting().input(GOOD).run("explain", "-f", "-", "--changed").out())
        .startsWith("All ");
    assertThat(CliRun.setting().input("").run("explain", "-f", "-").err())
        .contains("-: has 0 documents");
  }
}
