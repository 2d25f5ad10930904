package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.rollout.ErrorBudgetReading.State;
import dev.goldenpath.operator.rollout.RolloutFigures.WaveNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutFiguresTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @Test
  void progress_is_the_share_of_those_that_can_be_reached() {
    assertThat(progress(new FleetCounts(20, 6, 3, 4, 2, 2, 3))).isEqualTo(0.5);
    assertThat(progress(new FleetCounts(5, 0, 0, 2, 2, 1, 0))).isEqualTo(1);
    assertThat(progress(new FleetCounts(0, 0, 0, 0, 0, 0, 0))).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource
  void a_wave_has_its_place(String name, int number) {
    assertThat(figures(state(RolloutPhase.PROGRESSING, wave(name, null))).wave())
        .contains(new WaveNumber(name, number));
  }

  static Stream<Arguments> a_wave_has_its_place() {
    int tiers = Tier.values().length;
    return Stream.of(
        Arguments.of("bronze", 1),
        Arguments.of("silver", 2),
        Arguments.of(Tier.MOST.text(), tiers),
        Arguments.of("others", tiers + 1),
        Arguments.of("retry", tiers + 2),
        Arguments.of("revert", 1),
        Arguments.of("expedited", 1),
        Arguments.of("removed-from-the-spec", 1));
  }

  @Test
  void after_the_last_wave_there_is_none() {
    RolloutFigures figures = figures(state(RolloutPhase.COMPLETE, null));
    assertThat(figures.wave()).isEmpty();
    assertThat(figures.activity()).isEqualTo(RolloutActivity.COMPLETE);
  }

  @Test
  void a_soak_is_an_activity_until_its_end_and_a_gate_that_holds_it_open_is_not() {
    assertThat(activity(RolloutPhase.PROGRESSING, null)).isEqualTo(RolloutActivity.MOVING);
    assertThat(activity(RolloutPhase.PROGRESSING, NOW.plusSeconds(1)))
        .isEqualTo(RolloutActivity.SOAKING);
    assertThat(activity(RolloutPhase.PROGRESSING, NOW)).isEqualTo(RolloutActivity.MOVING);
    assertThat(activity(RolloutPhase.PAUSED, NOW.plusSeconds(1))).isEqualTo(RolloutActivity.PAUSED);
    assertThat(activity(RolloutPhase.HALTED, NOW.plusSeconds(1))).isEqualTo(RolloutActivity.HALTED);
  }

  @Test
  void the_impact_has_every_service_with_a_revision_in_one_class() {
    TargetEffect conflict = new TargetEffect(true, Set.of(), true, null);
    assertThat(
            TargetImpact.of(
                "1.1.0",
                List.of(
                    service("1.0.0", TargetEffect.CHANGES),
                    service("1.0.0", TargetEffect.CHANGES),
                    service("1.0.0", TargetEffect.NONE),
                    service("1.0.0", conflict),
                    service("1.1.0", TargetEffect.CHANGES),
                    service(null, TargetEffect.CHANGES))))
        .isEqualTo(new TargetImpact(2, 2, 1));
  }

  private static double progress(FleetCounts counts) {
    return RolloutFigures.of(
            state(RolloutPhase.COMPLETE, null),
            Strategy.DEFAULT,
            counts,
            Optional.empty(),
            State.NOT_CONFIGURED,
            NOW)
        .progress();
  }

  private static RolloutActivity activity(RolloutPhase phase, @Nullable Instant soakUntil) {
    return figures(state(phase, wave("bronze", soakUntil))).activity();
  }

  private static RolloutFigures figures(RolloutState state) {
    return RolloutFigures.of(
        state,
        Strategy.DEFAULT,
        new FleetCounts(1, 1, 0, 0, 0, 0, 0),
        Optional.empty(),
        State.MEASURED,
        NOW);
  }

  private static RolloutState state(RolloutPhase phase, @Nullable WaveState wave) {
    return new RolloutState("1.0.0", "1.1.0", phase, null, wave, List.of(), List.of(), null);
  }

  private static WaveState wave(String name, @Nullable Instant soakUntil) {
    return new WaveState(name, NOW.minusSeconds(60), 1, 1, 0, null, soakUntil, null);
  }

  private static ServiceFact service(@Nullable String applied, TargetEffect effect) {
    return new ServiceFact(
        new ServicePlacement(
            "shop",
            Tier.BRONZE,
            Map.of(),
            null,
            new ServiceMemory(applied, null, null, null, false)),
        false,
        new Health(true, NOW),
        effect);
  }
}
