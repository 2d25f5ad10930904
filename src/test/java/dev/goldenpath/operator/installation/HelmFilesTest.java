package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A chart is a folder that is whole by itself, so what it shares with kustomize and the product it
 * carries as copies: with symbolic links, Helm would print a line about each at every command.
 */
class HelmFilesTest {
  private static final List<Path> SHARED =
      List.of(
          Path.of("deploy", "core", "policies.yaml"),
          Path.of("deploy", "core", "rbac.yaml"),
          Path.of("deploy", "core", "roles.yaml"),
          Path.of("deploy", "monitoring", "dashboard.yaml"),
          Path.of("deploy", "monitoring", "prometheusrule.yaml"),
          Path.of("deploy", "monitoring", "servicemonitor.yaml"),
          Path.of("src", "main", "resources", "golden-path.yaml"));

  private static final Path COPIES = HelmChart.FOLDER.resolve("files");

  @Test
  void the_copies_are_fresh() throws IOException {
    for (Path original : SHARED) {
      GoldenFile.check(COPIES.resolve(original.getFileName()), Files.readString(original));
    }
  }

  /** The path as a resource, in both forms, and how an overlay is laid over it. */
  @Test
  void the_path_is_that_of_the_product() throws IOException {
    String path = Files.readString(Path.of("src", "main", "resources", "golden-path.yaml"));
    GoldenFile.check(Path.of("deploy", "path", "golden-path.yaml"), path);
    GoldenFile.check(Path.of("helm", "golden-path", "files", "golden-path.yaml"), path);
    Path overlay = Path.of("templates", "_overlay.tpl");
    GoldenFile.check(
        Path.of("helm", "golden-path").resolve(overlay),
        Files.readString(HelmChart.FOLDER.resolve(overlay)));
  }

  /** Those of the CRDs are kept by the test that renders them. */
  @Test
  void no_copy_is_left_over() throws IOException {
    try (Stream<Path> copies = Files.list(COPIES)) {
      assertThat(copies.map(Path::getFileName))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      SHARED.stream(),
                      Stream.of(
                              "goldenservices",
                              "goldenpaths",
                              "goldenpathrevisions",
                              "goldenpathpreviews")
                          .map(kind -> Path.of("crds", kind + ".goldenpath.dev-v1.yml")))
                  .map(Path::getFileName)
                  .toList());
    }
  }
}
