package dev.goldenpath.tryout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.ExecutedPage;
import dev.goldenpath.operator.support.ExecutedPage.Block;
import dev.goldenpath.operator.support.VariableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/tutorial.md from its beginning to its end: {@code make run} is started, what it prints for
 * another terminal is typed into a shell, and so is every command of the page.
 */
class TutorialIT {
  private static final Path PAGE = Path.of("docs", "tutorial.md");
  private static final Duration SETTLED = Duration.ofSeconds(20);
  private static final String HOME = "/home/you/golden-service-operator";
  private static final String IN_ANOTHER_TERMINAL = "All stays up until Ctrl-C.";

  /** Commands that change nothing, and may be typed again. */
  private static final Pattern READS = Pattern.compile("kubectl (-n \\S+ )?(get|events) .*");

  private static final VariableText VARIABLE =
      VariableText.TIMES
          .and(VariableText.AGES)
          .and("\\(x\\d+ over \\?\\)")
          .and("try-out/\\d+")
          .and("127\\.0\\.0\\.1:\\d+(/\\?t=[0-9a-f]+)?")
          // The folder of kubectl, if the reader has none.
          .and("(?<=kubectl-golden)(:/[^:\\n]*)?:\\$PATH")
          .andNames("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @TempDir private Path folder;

  @Test
  void every_step_prints_what_the_page_shows() throws Exception {
    ExecutedPage page = ExecutedPage.read(PAGE);
    assertThat(page.blocks()).hasSizeGreaterThan(10);
    Map<String, String> environment = Map.of("CLUSTER", "", "TRYOUT_TIMEOUT", "180s");
    try (TryOutProcess run =
        TryOutProcess.start("run", environment, folder.resolve("output.txt"))) {
      run.awaitOutput("Logs:  ");
      page.check(VARIABLE, block -> play(block, run.output()));

      run.ctrlC();
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
  }

  private String play(Block block, String output) throws IOException {
    if (block.is("yaml")) {
      Files.writeString(folder.resolve(block.fileName()), block.text());
      return block.text();
    }
    assertThat(block.language()).isEqualTo("console");
    return block.transcript(
        (line, shown) ->
            line.equals("make run")
                ? "...\n"
                    + output.substring(output.indexOf(IN_ANOTHER_TERMINAL)).replace(cwd(), HOME)
                : settled(exports(output) + line, line, shown));
  }

  private static String cwd() {
    return Path.of("").toAbsolutePath().toString();
  }

  /** The lines that are to be pasted. */
  private static String exports(String output) {
    String exports =
        output
            .lines()
            .filter(line -> line.startsWith("  export "))
            .collect(Collectors.joining("\n"));
    assertThat(exports).contains("KUBECONFIG=", "PATH=");
    return exports + "\n";
  }

  /** A reader who types slowly sees what the operator does within a moment. */
  private String settled(String script, String line, String shown) throws IOException {
    if (!READS.matcher(line).matches()) {
      return shell(script);
    }
    AtomicReference<String> printed = new AtomicReference<>("");
    try {
      await(line)
          .atMost(SETTLED)
          .until(
              () -> {
                // Events of one second have no order.
                String now = shell(script);
                printed.set(
                    line.startsWith("kubectl events") ? VARIABLE.keptInAnyOrder(shown, now) : now);
                return VARIABLE.kept(shown, printed.get()).equals(shown);
              });
    } catch (ConditionTimeoutException e) {
      // The page is compared with what it was last.
    }
    return printed.get();
  }

  private String shell(String script) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    return printed.isEmpty() || printed.endsWith("\n") ? printed : printed + "\n";
  }
}
