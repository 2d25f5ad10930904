package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.support.OnControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every YAML block of the docs and every example is one that the API server takes. */
@OnControlPlane
class DocExamplesIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");
  private static final Path EXAMPLES = Path.of("deploy", "examples");

  @TempDir private static Path folder;

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    new Installation(controlPlane.admin()).installOperatorResources();
  }

  @TestFactory
  List<DynamicTest> every_example_is_accepted(ControlPlane controlPlane) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : files(Path.of("."), 1, ".md")) {
      addBlocks(page, controlPlane, tests);
    }
    for (Path page : files(Path.of("docs"), 3, ".md")) {
      addBlocks(page, controlPlane, tests);
    }
    assertThat(tests).as("blocks in README and docs").hasSizeGreaterThanOrEqualTo(2);
    List<Path> examples = files(EXAMPLES, 1, ".yaml");
    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
    examples.forEach(file -> tests.add(test(file.toString(), file, controlPlane)));
    return tests;
  }

  private static void addBlocks(Path page, ControlPlane controlPlane, List<DynamicTest> tests)
      throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    for (int number = 1; blocks.find(); number++) {
      Path file = folder.resolve(page.getFileName() + "-" + number + ".yaml");
      Files.writeString(file, blocks.group(1));
      tests.add(test(page + " block " + number, file, controlPlane));
    }
  }

  private static DynamicTest test(String name, Path file, ControlPlane controlPlane) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          ToolResult result =
              controlPlane.kubectlResult("apply", "--dry-run=server", "-f", file.toString());
          assertThat(result.exitCode()).as(result.stderr()).isZero();
        });
  }

  private static List<Path> files(Path folder, int depth, String ending) throws IOException {
    try (Stream<Path> files =
        Files.find(folder, depth, (file, attributes) -> file.toString().endsWith(ending))) {
      return files.sorted().toList();
    }
  }
}
