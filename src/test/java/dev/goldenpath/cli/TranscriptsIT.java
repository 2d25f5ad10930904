package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.support.ExecutedPage;
import dev.goldenpath.operator.support.VariableText;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every transcript of docs/kubectl-golden.md, in its order, on the real control plane. */
class TranscriptsIT extends WithOperator {
  private static final Path PAGE = Path.of("docs", "kubectl-golden.md");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

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
      services.forgetAllOf("checkout");
      services.create("checkout", "gold");
      services.awaitReady("checkout");
      ExecutedPage page = ExecutedPage.read(PAGE);
      assertThat(page.blocks()).filteredOn(block -> block.is("console")).hasSizeGreaterThan(5);
      page.check(
          VariableText.TIMES,
          block ->
              block.is("console")
                  ? block.transcript((line, shown) -> printed(line))
                  : block.text());
    }
  }

  private String printed(String line) {
    CliRun run = run(line);
    return run.err()
        // The reader's kubectl needs no flag to find its cluster.
        + run.out().replace(" " + kubeconfig(), "")
        + (run.exit() == ExitCode.YES ? "" : "exit " + run.exit() + "\n");
  }

  private String kubeconfig() {
    return "--kubeconfig=" + controlPlane.kubeconfig();
  }

  private CliRun run(String line) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line.substring("kubectl golden ".length()))
        .results()
        .forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
    return CliRun.setting().kubectl(kubectl).run(words.toArray(String[]::new));
  }
}
