package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetReadinessTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "slo, READY, slo, READY, READY",
    "workload, BLOCKED, slo, READY, UNHEALTHY",
    "workload, PROGRESSING, slo, READY, UNHEALTHY",
    "route, PROGRESSING, slo, READY, UNHEALTHY",
    "workload, BLOCKED, route, PROGRESSING, UNHEALTHY",
    "workload, BLOCKED, slo, PROGRESSING, PROGRESSING",
    "workload, PROGRESSING, slo, BLOCKED, STALLED",
    "postgres, BLOCKED, slo, READY, STALLED",
    "postgres, PROGRESSING, slo, READY, PROGRESSING",
    "workload, BLOCKED, quota, EJECTED, UNHEALTHY"
  })
  void a_service_is_counted_by_who_must_act(
      String one, State state, String other, State otherState, FleetReadiness expected) {
    Map<String, State> states = Map.of(one, state, one.equals(other) ? "none" : other, otherState);
    List<ComponentFact> facts =
        Components.ALL.stream()
            .map(each -> Statuses.fact(each, states.getOrDefault(each.name(), State.READY)))
            .toList();
    assertThat(FleetReadiness.of(Optional.of(Statuses.assemble(NOW, Optional.empty(), facts))))
        .isEqualTo(expected);
  }

  @Test
  void a_service_without_a_status_is_on_its_way() {
    assertThat(FleetReadiness.of(Optional.empty())).isEqualTo(FleetReadiness.PROGRESSING);
    assertThat(FleetReadiness.UNHEALTHY.text()).isEqualTo("unhealthy");
  }
}
