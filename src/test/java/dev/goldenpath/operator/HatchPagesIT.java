package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.support.ExecutedPage;
import dev.goldenpath.operator.support.ExecutedPage.Block;
import dev.goldenpath.operator.support.GoldenPaths;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page of a hatch has the same four parts, and does what it says: its blocks are run in
 * order, the first opens the hatch, and after the last none is open.
 */
class HatchPagesIT extends WithOperator {
  private static final String SERVICE = "checkout";
  private static final Path PAGES = Path.of("docs", "hatches");

  @TempDir static Path folder;

  private GoldenPaths paths;

  /** With a revision to pin: that of the product. */
  @BeforeAll
  void settle() {
    services.forgetAllOf(SERVICE);
    paths = new GoldenPaths(controlPlane, folder);
    paths.apply("1.0.0", "");
    paths.awaitRolledOut("1.0.0");
    services.createReady(SERVICE, "gold");
  }

  @AfterAll
  void leaveNoPath() {
    services.forgetAll();
    paths.remove();
  }

  @TestFactory
  Stream<DynamicTest> a_page_opens_its_hatch_and_closes_it() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      List<Path> sorted = pages.sorted().toList();
      // Beside those that each kind of hatch has.
      assertThat(sorted).hasSize(HatchKind.values().length + 1).contains(PAGES.resolve("until.md"));
      return sorted.stream()
          .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> run(page)));
    }
  }

  private void run(Path page) throws IOException {
    ExecutedPage executed = ExecutedPage.read(page);
    assertThat(executed.headings())
        .containsExactly(
            "## When to use it", "## How to use it", "## What you still get", "## How to undo it");
    List<Block> blocks =
        executed.blocks().stream().filter(block -> block.is("yaml") || block.is("sh")).toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);

    for (Block block : blocks.subList(0, blocks.size() - 1)) {
      run(block);
      services.awaitCondition(SERVICE, "HatchesAccepted", "True", "Accepted");
    }
    run(blocks.get(blocks.size() - 1));
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
    services.databaseAnswers(SERVICE);
    services.awaitReady(SERVICE);
  }

  private void run(Block block) throws IOException {
    String text = block.text();
    ToolResult result;
    if (block.is("yaml")) {
      Path file = Files.writeString(Files.createTempFile(folder, "block", ".yaml"), text);
      result = controlPlane.kubectlResult("apply", "-f", file.toString());
    } else {
      String command = text.replace("\\\n", " ").strip();
      assertThat(command).startsWith("kubectl ").doesNotContain("\n");
      result =
          controlPlane.kubectlResult(
              Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+")
                  .matcher(command.substring("kubectl ".length()))
                  .results()
                  .map(word -> word.group().replace("\"", ""))
                  .toArray(String[]::new));
    }
    assertThat(result.exitCode()).as("%s%s", text, result.stderr()).isZero();
  }
}
