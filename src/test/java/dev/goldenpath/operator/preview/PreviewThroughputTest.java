package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a preview costs: printed, and never asserted. */
class PreviewThroughputTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** With more, as -Dpreview.services=5000, the figures are those of a JVM that is warm. */
  private static final int SERVICES = Integer.getInteger("preview.services", 300);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "components: { quota: { parameters: { memory: { tiers: { gold: 40Gi } } } } }",
        "components: { slo: { parameters: { availability: { tiers: { gold: \"99.95\" } } } } }",
        "platform: { monitoringLabels: { release: kps } }"
      })
  void services_per_second(String content) {
    GoldenPath candidate = Fleets.candidate(content);
    List<String> hatches = Fleets.HATCHES.keySet().stream().sorted().toList();
    List<PreviewedService> fleet = new ArrayList<>();
    for (int i = 0; i < SERVICES; i++) {
      // Most services have no hatches.
      Map<String, String> annotations =
          i % 10 == 0 ? Fleets.HATCHES.get(hatches.get(i / 10 % hatches.size())) : Map.of();
      fleet.add(
          Fleets.service(
              "service-" + i, Tier.values()[i % Tier.values().length].text(), annotations));
    }
    long heap = heap();
    long cpu = THREADS.getCurrentThreadCpuTime();
    Preview preview = new Preview(Fleets.PLANS, candidate, "1.0.0", 20);
    long start = System.nanoTime();
    fleet.forEach(preview::add);
    PreviewResult result = preview.result(Map.of());
    double seconds = (System.nanoTime() - start) / 1e9;

    System.out.printf(
        "preview of %d services: %.1f s, %.0f a second, %.2f ms of CPU each, %d kB of heap in all,"
            + " %d dry runs, %s: %s%n",
        SERVICES,
        seconds,
        SERVICES / seconds,
        (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6 / SERVICES,
        (heap() - heap) / 1024,
        preview.dryRuns().size(),
        result.services(),
        content);
    assertThat(result.services().total()).isEqualTo(SERVICES);
  }

  /** What is in use after a full collection, in bytes. */
  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
