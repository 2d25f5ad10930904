package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.support.Plans;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RenderTest {
  private static final Path CASES = Path.of("src", "test", "resources", "golden");

  @TempDir private Path folder;

  static Stream<Path> cases() throws IOException {
    return Files.list(CASES).sorted();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_folder_holds_the_bytes_of_the_golden_files(Path golden) throws IOException {
    Path path = golden.resolve("path.yaml");
    CliRun run =
        Files.exists(path)
            ? render("-f", golden.resolve("in.yaml").toString(), "--path", path.toString())
            : render("-f", golden.resolve("in.yaml").toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(files(folder, "")).isNotEmpty().isEqualTo(files(golden, "out-"));
  }

  private CliRun render(String... arguments) {
    return CliRun.setting()
        .run(
            Stream.concat(Stream.of("render", "--dir", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
  }

  /** The files of a folder whose names begin with a prefix, without it and in lower case. */
  private static Map<String, String> files(Path folder, String prefix) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix)) {
          contents.put(
              name.substring(prefix.length()).toLowerCase(Locale.ROOT), Files.readString(file));
        }
      }
    }
    return contents;
  }

  @Test
  void without_a_cluster_the_uid_is_left_out_and_a_comment_says_so() {
    CliRun run = CliRun.setting().run("render", "-f", "deploy/examples/gold.yaml");

    assertThat(run.out())
        .startsWith("# Without goldenpath.dev/service-uid: only a service in a cluster has a uid.")
        .doesNotContain("service-uid: \"");
    assertThat(run.err()).isEqualTo("path default 1.0.0: the built-in one\n");
  }

  @Test
  void json_is_one_list_and_the_same_every_time() throws IOException {
    CliRun run = CliRun.setting().run("render", "-f", "deploy/examples/gold.yaml", "-o", "json");

    assertThat(new ObjectMapper().readTree(run.out()).path("items")).hasSize(Plans.objects());
    assertThat(CliRun.setting().run("render", "-f", "deploy/examples/gold.yaml", "-o", "json"))
        .isEqualTo(run);
  }

  @Test
  void what_its_owner_manages_is_left_out_and_a_bad_hatch_is_a_warning() {
    String service =
        manifest(
            "eject.goldenpath.dev/dashboard: 'cost: x', override.goldenpath.dev/quota.memroy: 1Gi");
    CliRun run = CliRun.setting().input(service).run("render", "-f", "-");

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).contains("golden-quota").doesNotContain("golden-dashboard");
    assertThat(run.err())
        .contains("warning: override.goldenpath.dev/quota.memroy", "did you mean quota.memory?");
  }

  @Test
  void control_characters_and_long_texts_do_not_reach_the_terminal() {
    String service =
        manifest("override.goldenpath.dev/quota.pods: \"\\e[31m" + "x".repeat(1 << 16) + "\"");
    CliRun run = CliRun.setting().input(service).run("render", "-f", "-");

    assertThat(run.err()).doesNotContain("\u001b").hasSizeLessThan(400);
  }

  private static String manifest(String annotations) {
    return """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata: { name: checkout, annotations: { %s } }
        spec: { team: payments, tier: gold }
        """
        .formatted(annotations);
  }

  /** The file, and what is said of it. */
  static Stream<Arguments> badFiles() {
    String good = manifest("");
    return Stream.of(
        Arguments.of("kind: [", "-: line 1: expected the node content"),
        Arguments.of("a:\n\tb: 1", "-: line 2: found character '\\t(TAB)'"),
        Arguments.of("", "-: has 0 documents; name a file with one GoldenService"),
        Arguments.of(good + "---\n" + good, "-: has 2 documents"),
        Arguments.of("just text", "kind: is \"\" of \"\"; it must be GoldenService"),
        Arguments.of(
            "{apiVersion: v1, kind: Pod}",
            "kind: is \"Pod\" of \"v1\"; it must be GoldenService of goldenpath.dev/v1alpha1"),
        Arguments.of(good.replace("name: checkout,", ""), "metadata.name: is missing"),
        Arguments.of(
            good.replace("gold }", "golden }"),
            "spec.tier: \"golden\" must be one of bronze, silver, gold"),
        Arguments.of(
            good.replace("tier: gold", "tier: {a: 1}"),
            "-: spec.tier: {\"a\":1} is not text; put it in quotes"),
        Arguments.of(
            good.replace("tier: gold", "tier: gold, imgae: a:1"),
            "-: spec.imgae: is unknown; did you mean image?"),
        Arguments.of(
            manifest("override.goldenpath.dev/quota.pods: 33"),
            "-: metadata.annotations.override.goldenpath.dev/quota.pods: 33 is not text; put it in"
                + " quotes"),
        Arguments.of(good + "kind: GoldenService\n", "Duplicate field 'kind'"),
        Arguments.of(good.replace("team: payments,", ""), "spec.team: is missing;"),
        Arguments.of("#".repeat(10 << 20), "-: is larger than 1 MiB"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void a_bad_file_is_named_with_what_would_be_valid(String file, String complaint) {
    CliRun run = CliRun.setting().input(file).run("render", "-f", "-");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(complaint);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void every_field_of_the_spec_is_known() {
    assertThat(GoldenServiceSpec.class.getDeclaredFields())
        .filteredOn(field -> !Modifier.isStatic(field.getModifiers()))
        .hasSizeGreaterThan(2)
        .allSatisfy(
            field ->
                assertThat(
                        CliRun.setting()
                            .input(
                                manifest("")
                                    .replace("gold }", "gold, " + field.getName() + ": 1 }"))
                            .run("render", "-f", "-")
                            .err())
                    .doesNotContain("is unknown"));
  }

  @Test
  void a_path_document_with_an_error_is_refused() throws IOException {
    Path document = folder.resolve("path.yaml");
    Files.writeString(
        document,
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenPath
        metadata: { name: default }
        spec: { version: one }
        """);
    CliRun run =
        CliRun.setting()
            .run("render", "-f", "deploy/examples/gold.yaml", "--path", document.toString());

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("path.yaml: ", "version", "correct the document");
  }

  /** The command line, and what is said of it. */
  static Stream<Arguments> badCommandLines() {
    return Stream.of(
        Arguments.of("redner", "\"redner\": is not a verb; did you mean render?"),
        Arguments.of("render", "NAME: is missing; name a service, or a file by -f"),
        Arguments.of("render a -f b", "-f: is given beside NAME; give one of them"),
        Arguments.of("render --file x", "Unknown option: '--file'"),
        Arguments.of("render a b", "Unmatched argument"),
        Arguments.of("render -f missing.yaml", "missing.yaml: does not exist; name a file"),
        Arguments.of("render -f src", "src: cannot be read"),
        Arguments.of("render -f x -o table", "expected one of [yaml, json]"),
        Arguments.of("render Checkout", "\"Checkout\" is not the name of a service"));
  }

  @ParameterizedTest
  @MethodSource("badCommandLines")
  void a_bad_command_line_is_answered_with_what_is_valid(String line, String complaint) {
    CliRun run = CliRun.setting().run(line.split(" "));

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(complaint);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void without_a_verb_the_help_is_shown() {
    CliRun run = CliRun.setting().run();

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).isEqualTo(CliRun.setting().run("--help").out()).contains("render");
  }
}
