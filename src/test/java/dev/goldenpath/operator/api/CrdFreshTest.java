package dev.goldenpath.operator.api;

import dev.goldenpath.operator.support.GoldenFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrdFreshTest {
  @Test
  void the_committed_crd_is_what_the_types_say() {
    GoldenFile.check(CrdFile.PATH, CrdFile.render());
  }

  @Test
  void the_chart_has_the_same() {
    Path files = Path.of("helm", "golden-service-operator", "files");
    GoldenFile.check(files.resolve(CrdFile.PATH.getFileName()), CrdFile.render());
  }
}
