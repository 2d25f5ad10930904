package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Queue, workload and route of each tier, as text that a reviewer can read. */
class WorkloadGoldenFilesTest {
  private static final Path FILES = Path.of("src", "test", "resources", "golden-workload");

  @TestFactory
  Stream<DynamicTest> every_object_is_as_the_file_says() {
    return Arrays.stream(Tier.values()).flatMap(WorkloadGoldenFilesTest::cases);
  }

  private static Stream<DynamicTest> cases(Tier tier) {
    return Arrays.stream(RenderedWorkload.values())
        .filter(each -> each != RenderedWorkload.NO_IMAGE)
        .map(
            each ->
                DynamicTest.dynamicTest(
                    tier.text() + " " + each,
                    () -> GoldenFile.check(file(tier, each), each.text(tier.text()))));
  }

  private static Path file(Tier tier, RenderedWorkload each) throws IOException {
    return FILES.resolve(
        tier.text() + "-" + each.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".yaml");
  }

  @TestFactory
  Stream<DynamicTest> without_an_image_there_is_nothing() {
    return Arrays.stream(Tier.values())
        .map(
            tier ->
                DynamicTest.dynamicTest(
                    tier.text(),
                    () -> assertThat(RenderedWorkload.NO_IMAGE.text(tier.text())).isEmpty()));
  }
}
