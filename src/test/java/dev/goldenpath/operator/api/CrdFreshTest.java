package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrdFreshTest {
  @ParameterizedTest
  @EnumSource
  void the_committed_crd_is_what_the_types_say(CrdFile crd) {
    GoldenFile.check(crd.path(), crd.render());
  }

  /** `kubectl apply -f crds/` reads every file that ends so; the Kustomization has no ending. */
  @Test
  void the_folder_can_be_applied_as_it_is() throws IOException {
    try (Stream<Path> files = Files.list(CrdFile.FOLDER)) {
      assertThat(files.filter(file -> file.toString().matches(".*[.](ya?ml|json)")))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(CrdFile.values()).map(CrdFile::path).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_chart_has_the_same(CrdFile crd) {
    Path files = Path.of("helm", "golden-service-operator", "files");
    GoldenFile.check(files.resolve(crd.path().getFileName()), crd.render());
  }
}
