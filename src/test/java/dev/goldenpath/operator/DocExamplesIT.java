package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.docs.DocBlock;
import dev.goldenpath.docs.DocClaims;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.PathDocument;
import dev.goldenpath.operator.support.OnControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every YAML block of the docs that no other test runs is one that the API server takes, or that
 * kustomize or Helm renders. InstallationIT applies the files of deploy/examples.
 */
@OnControlPlane
class DocExamplesIT {
  private static final Pattern REMOTE = Pattern.compile("https://\\S+//deploy\\?ref=\\S+");

  @TempDir private static Path folder;

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    new Installation(controlPlane.admin()).installOperatorResources();
  }

  @TestFactory
  List<DynamicTest> every_example_is_accepted(ControlPlane controlPlane) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (DocBlock each : DocClaims.blocksOf(DocExamplesIT.class).toList()) {
      add(each, controlPlane, tests);
    }
    return tests;
  }

  private static void add(DocBlock each, ControlPlane controlPlane, List<DynamicTest> tests)
      throws IOException {
    String block = each.text();
    Path file =
        Files.writeString(
            folder.resolve(each.page().getFileName() + "-" + each.line() + ".yaml"), block);
    tests.add(DynamicTest.dynamicTest(each.toString(), () -> check(block, file, controlPlane)));
  }

  private static void check(String block, Path file, ControlPlane controlPlane) throws Exception {
    if (block.contains("configurations:")) {
      replacesTheImage(block, controlPlane);
    } else if (block.contains("kind: Kustomization")) {
      isRendered(block, controlPlane);
    } else if (block.contains("kind: GoldenPath\n") && !block.contains("rollout:")) {
      isAPathDocument(block);
    } else if (block.contains("kind:")) {
      ToolResult result =
          controlPlane.kubectlResult("apply", "--dry-run=server", "-f", file.toString());
      assertThat(result.exitCode()).as(result.stderr()).isZero();
    } else {
      areValuesOfTheChart(file);
    }
  }

  /** Without a fault, and without a word that is ignored. */
  private static void isAPathDocument(String text) throws InvalidGoldenPathException {
    PathDocument document = new GoldenPathReader(Components.catalogue()).read("example", text);
    assertThat(document.ignored().messages()).isEmpty();
  }

  /** With this checkout in place of the repository that it names. */
  private static void isRendered(String overlay, ControlPlane controlPlane) throws IOException {
    Path root = Files.createDirectories(folder.toRealPath().resolve("overlay"));
    String here = root.relativize(Path.of("deploy").toRealPath()).toString();
    Files.writeString(root.resolve("kustomization.yaml"), REMOTE.matcher(overlay).replaceAll(here));
    assertThat(controlPlane.kubectl("kustomize", root.toString()))
        .contains("image: registry.example.org/golden-service-operator:0.1.0", "name: LOG_LEVEL");
  }

  /** That of a GoldenService, which kustomize leaves alone without our configuration. */
  private static void replacesTheImage(String overlay, ControlPlane controlPlane)
      throws IOException {
    Path root = Files.createDirectories(folder.resolve("images"));
    Files.writeString(
        root.resolve("checkout.yaml"),
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata: { name: checkout }
        spec: { team: payments, tier: gold, image: "ghcr.io/acme/checkout:1.4.2" }
        """);
    Files.copy(
        Path.of("deploy", "kustomize", "images.yaml"),
        root.resolve("images.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    Path file = root.resolve("kustomization.yaml");
    Files.writeString(file, overlay);
    assertThat(controlPlane.kubectl("kustomize", root.toString()))
        .contains("image: ghcr.io/acme/checkout:1.5.0");
    Files.writeString(file, overlay.replaceAll("(?m)^configurations:.*$", ""));
    assertThat(controlPlane.kubectl("kustomize", root.toString()))
        .contains("image: ghcr.io/acme/checkout:1.4.2");
  }

  private static void areValuesOfTheChart(Path file) {
    new Tool(Binaries.installed().helm())
        .run("template", "golden", "helm/golden-service-operator", "--values", file.toString());
  }
}
