package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A chart reads nothing outside its folder, so it carries copies of what is written once. */
class ChartFilesTest {
  private static final Path COPIES = Chart.FOLDER.resolve("files");

  static final List<String> ORIGINALS =
      List.of(
          "crds/goldenservices.goldenpath.dev-v1.yml",
          "deploy/core/namespace.yaml",
          "deploy/core/rbac.yaml",
          "deploy/core/roles.yaml",
          "deploy/core/policies.yaml",
          "deploy/monitoring/servicemonitor.yaml",
          "deploy/monitoring/prometheusrule.yaml",
          "deploy/monitoring/dashboard.yaml",
          "src/main/resources/golden-path.yaml");

  @ParameterizedTest
  @FieldSource("ORIGINALS")
  void each_copy_is_its_original(Path original) throws IOException {
    GoldenFile.check(COPIES.resolve(original.getFileName()), Files.readString(original));
  }

  @Test
  void there_are_no_others() throws IOException {
    try (Stream<Path> files = Files.list(COPIES)) {
      assertThat(files).hasSameSizeAs(ORIGINALS);
    }
  }
}
