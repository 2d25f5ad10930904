package dev.goldenpath.operator.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test class that begins each test with the golden path 1.0.0, and ends it without one. */
public abstract class WithGoldenPath extends WithOperator {
  @TempDir private Path folder;

  protected GoldenPaths paths;

  @BeforeEach
  void withARevision() {
    services.forgetAll();
    paths = new GoldenPaths(controlPlane, folder);
    paths.apply("1.0.0", "");
    paths.awaitRolledOut("1.0.0");
  }

  @AfterEach
  void leaveNoPath() {
    services.forgetAll();
    paths.remove();
  }

  /** A bronze service that is Ready on 1.0.0. */
  protected String ready(String name, Map<String, String> annotations) {
    services.create(name, "bronze", annotations);
    services.makeReady(name);
    services.awaitVersion(name, "1.0.0");
    return name;
  }

  /** So many of them, named after the test. */
  protected List<String> fleet(FreshName name, int size) {
    List<String> fleet =
        IntStream.range(0, size).mapToObj(index -> name.value() + "-" + index).toList();
    fleet.forEach(each -> services.create(each, "bronze"));
    fleet.forEach(services::makeReady);
    fleet.forEach(each -> services.awaitVersion(each, "1.0.0"));
    return fleet;
  }
}
