package dev.goldenpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchSettingsTest {
  @Test
  void by_default_200_services_go_through_every_step() {
    BenchSettings settings = BenchSettings.fromEnv(Map.of());
    assertThat(settings.services()).isEqualTo(200);
    assertThat(settings.steps()).containsExactly(Step.values());
    assertThat(settings.warmUp()).isEqualTo(100);
    assertThat(settings.atOnce()).isEqualTo(200);
  }

  @Test
  void steps_are_chosen_by_name() {
    assertThat(BenchSettings.fromEnv(Map.of("BENCH_STEPS", "path, restart")).steps())
        .containsExactly(Step.RESTART, Step.PATH);
    assertThat(BenchSettings.fromEnv(Map.of("BENCH_STEPS", "none")).steps()).isEmpty();
  }

  @Test
  void a_small_run_warms_up_by_as_many_and_a_large_one_floods_by_a_thousand() {
    assertThat(BenchSettings.fromEnv(Map.of("BENCH_SERVICES", "20")).warmUp()).isEqualTo(20);
    assertThat(BenchSettings.fromEnv(Map.of("BENCH_SERVICES", "5000")).atOnce()).isEqualTo(1000);
  }

  @Test
  void patience_grows_with_the_number() {
    assertThat(BenchSettings.patience(5000)).isGreaterThan(BenchSettings.patience(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "10000", "many"})
  void a_number_that_is_none_is_named(String count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchSettings.fromEnv(Map.of("BENCH_SERVICES", count)))
        .withMessage("BENCH_SERVICES: \"%s\" must be a whole number from 1 to 9999", count);
  }

  @Test
  void a_step_that_is_none_is_named_with_those_there_are() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchSettings.fromEnv(Map.of("BENCH_STEPS", "path,heap")))
        .withMessageStartingWith("BENCH_STEPS: \"heap\"")
        .withMessageContaining("compare, pinned, quiet");
  }
}
