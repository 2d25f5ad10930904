package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdFreshTest {
  @Test
  void the_committed_crd_is_what_the_types_say() {
    GoldenFile.check(CrdFile.PATH, CrdFile.render());
  }

  /** `kubectl apply -f crds/` reads every file that ends so; the Kustomization has no ending. */
  @Test
  void the_folder_can_be_applied_as_it_is() throws IOException {
    try (Stream<Path> files = Files.list(CrdFile.PATH.getParent())) {
      assertThat(files.filter(file -> file.toString().matches(".*[.](ya?ml|json)")))
          .containsExactly(CrdFile.PATH);
    }
  }

  @Test
  void the_chart_has_the_same() {
    Path files = Path.of("helm", "golden-service-operator", "files");
    GoldenFile.check(files.resolve(CrdFile.PATH.getFileName()), CrdFile.render());
  }
}
