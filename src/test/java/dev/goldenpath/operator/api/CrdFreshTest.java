package dev.goldenpath.operator.api;

import dev.goldenpath.operator.support.GoldenFile;
import org.junit.jupiter.api.Test;

class CrdFreshTest {
  @Test
  void the_committed_crd_is_what_the_types_say() {
    GoldenFile.check(CrdFile.PATH, CrdFile.render());
  }
}
