package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.support.GoldenFile;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every transcript of docs/kubectl-golden.md, in its order, on the real control plane. */
class TranscriptsIT extends WithOperator {
  private static final Path PAGE = Path.of("docs", "kubectl-golden.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\\n(.*?)^```$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

  /** What differs from run to run: moments, days and how long it took. */
  private static final List<Pattern> VARIABLE =
      List.of(
          Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
          Pattern.compile("since \\d{4}-\\d\\d-\\d\\d"),
          Pattern.compile("\\d+(\\.\\d+)? s\\b"),
          Pattern.compile("\\d+:\\d\\d\\b"));

  @TempDir private static Path folder;
  private Path kubectl;

  /** As with KUBECONFIG in the environment. */
  @BeforeAll
  void wrapKubectl() throws IOException {
    kubectl = folder.resolve("kubectl");
    Files.writeString(
        kubectl,
        "#!/bin/sh\nKUBECONFIG='%s' exec '%s' \"$@\"\n"
            .formatted(
                controlPlane.kubeconfig().toAbsolutePath(),
                Binaries.installed().controlPlane("kubectl")));
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void each_command_prints_what_the_page_shows() throws IOException {
    try (PlayedDatabase database = new PlayedDatabase(controlPlane.admin()).answerAtOnce()) {
      Files.deleteIfExists(Path.of("target", "dashboard.yaml"));
      services.create("checkout", "gold");
      services.awaitReady("checkout");
      String page = Files.readString(PAGE);
      Matcher blocks = BLOCK.matcher(page);
      StringBuilder played = new StringBuilder();
      int count = 0;
      while (blocks.find()) {
        blocks.appendReplacement(played, "");
        played.append("```console\n").append(play(blocks.group(1))).append("```");
        count++;
      }
      blocks.appendTail(played);
      assertThat(count).isGreaterThan(5);
      GoldenFile.check(PAGE, kept(page, played.toString()));
    }
  }

  /** Runs the commands of a block. */
  private String play(String block) {
    StringBuilder played = new StringBuilder();
    for (String line : block.split("\n")) {
      if (line.startsWith("$ ")) {
        CliRun run = run(line);
        played
            .append(line)
            .append('\n')
            .append(run.err())
            // The reader's kubectl needs no flag to find its cluster.
            .append(run.out().replace(" " + kubeconfig(), ""));
        if (run.exit() != ExitCode.YES) {
          played.append("exit ").append(run.exit()).append('\n');
        }
      }
    }
    return played.toString();
  }

  private String kubeconfig() {
    return "--kubeconfig=" + controlPlane.kubeconfig();
  }

  private CliRun run(String line) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line.substring("$ kubectl golden ".length()))
        .results()
        .forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
    return CliRun.setting().kubectl(kubectl).run(words.toArray(String[]::new));
  }

  /** The page as it is, if only what is variable differs. */
  private static String kept(String page, String played) {
    return constant(page).equals(constant(played)) ? page : played;
  }

  private static String constant(String text) {
    String constant = text;
    for (Pattern variable : VARIABLE) {
      constant = variable.matcher(constant).replaceAll("?");
    }
    return constant;
  }
}
