package dev.goldenpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathVersionsTest {
  private final PathVersions versions = new PathVersions();

  @Test
  void all_have_arrived_when_the_last_is_ready_by_the_version() {
    var all = versions.all(2, "1.0.1");
    see("a", "1.0.1", "True");
    see("a", "1.0.1", "True");
    see("b", "1.0.0", "True");
    see("b", "1.0.1", "False");
    assertThat(all).isNotDone();
    see("b", "1.0.1", "True");
    assertThat(all).isCompleted();
  }

  private void see(String name, String version, String ready) {
    GoldenService service = Services.service(name, "payments", Tier.BRONZE);
    service.getMetadata().setGeneration(1L);
    service.setStatus(
        new GoldenServiceStatus(
            1L,
            null,
            name,
            null,
            new GoldenServiceStatus.PathRef("default", version),
            List.of(
                new StatusCondition(
                    ConditionType.READY, ready, "Any", "", "2026-01-01T00:00:00Z", 1L)),
            List.of(),
            null));
    versions.onChange(Duration.ZERO, Optional.empty(), service);
  }
}
