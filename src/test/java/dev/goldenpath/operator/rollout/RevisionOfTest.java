package dev.goldenpath.operator.rollout;

import static dev.goldenpath.operator.rollout.SimulatedFleet.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Who has which revision: decision 6, one rule after another, and for all inputs. */
class RevisionOfTest {
  private static final String CURRENT = "1.0.0";
  private static final String TARGET = "1.1.0";
  private static final String OTHER = "0.9.0";
  private static final String NAME = "checkout";

  @Test
  void a_pin_that_counts_comes_first() {
    ServicePlacement service = service(OTHER, memory(CURRENT, CURRENT));
    assertThat(of(state("bronze", true, false)).of(service)).isEqualTo(OTHER);
    assertThat(of(state("bronze", false, true)).of(service)).isEqualTo(OTHER);
  }

  @Test
  void a_pin_below_the_minimum_does_not_count() {
    ServicePlacement service = service(OTHER, memory(OTHER, CURRENT));
    RolloutState flying = state("bronze", true, false);
    assertThat(new RevisionOf(flying, strategy(), "1.0.0").of(service)).isEqualTo(TARGET);
    assertThat(new RevisionOf(flying, strategy(), "0.9.0").of(service)).isEqualTo(OTHER);
    assertThat(new RevisionOf(state("bronze", false, false), strategy(), "1.0.0").of(service))
        .as("and moves nothing before its turn")
        .isEqualTo(OTHER);
  }

  @Test
  void a_pin_to_the_target_waits_for_its_turn() {
    ServicePlacement service = service(TARGET, memory(CURRENT, CURRENT));
    assertThat(of(state("bronze", false, false)).of(service)).isEqualTo(CURRENT);
    assertThat(of(state("bronze", true, false)).of(service)).isEqualTo(TARGET);
  }

  @Test
  void who_failed_on_the_target_goes_back_to_its_last_good_revision() {
    RevisionOf failed = of(state("bronze", false, true));
    assertThat(failed.of(service(null, memory(TARGET, CURRENT)))).isEqualTo(CURRENT);
    assertThat(failed.of(service(null, memory(TARGET, OTHER)))).isEqualTo(OTHER);
    assertThat(failed.of(service(null, memory(TARGET, null))))
        .as("nowhere to go")
        .isEqualTo(TARGET);
  }

  @Test
  void who_was_refused_stays_on_what_it_has() {
    assertThat(of(state("bronze", false, true)).of(service(null, memory(OTHER, CURRENT))))
        .isEqualTo(OTHER);
  }

  @Test
  void who_is_not_in_flight_keeps_what_it_has() {
    RevisionOf revisions = of(state("silver", false, false));
    for (String applied : List.of(CURRENT, TARGET, OTHER, "builtin")) {
      assertThat(revisions.of(service(null, memory(applied, CURRENT)))).isEqualTo(applied);
    }
  }

  @Test
  void a_new_service_gets_the_target_once_its_wave_is_over() {
    ServicePlacement bronze = service(null, ServiceMemory.NEW);
    assertThat(of(state("canary", false, false)).of(bronze)).isEqualTo(CURRENT);
    assertThat(of(state("bronze", false, false)).of(bronze)).isEqualTo(CURRENT);
    assertThat(of(state("silver", false, false)).of(bronze)).isEqualTo(TARGET);
    assertThat(of(state("others", false, false)).of(bronze)).isEqualTo(TARGET);
    assertThat(of(state(Wave.RETRY, false, false)).of(bronze)).isEqualTo(TARGET);
    assertThat(of(state("gone", false, false)).of(bronze)).isEqualTo(CURRENT);
    assertThat(of(state(Wave.EXPEDITED, false, false)).of(bronze)).isEqualTo(CURRENT);
    assertThat(of(state(Wave.REVERT, false, false)).of(bronze))
        .as("what a revert leaves may be broken")
        .isEqualTo(TARGET);
  }

  @Test
  void only_what_was_watched_is_good() {
    RolloutState bronze = state("bronze", false, false);
    assertThat(of(bronze).isGood(service(null, memory(CURRENT, null)))).isTrue();
    assertThat(of(bronze).isGood(service(null, memory(TARGET, CURRENT))))
        .as("its wave is not over")
        .isFalse();
    ServiceMemory before = new ServiceMemory(TARGET, START.minusSeconds(1), CURRENT, null, false);
    assertThat(of(bronze).isGood(service(null, before)))
        .as("its wave began again, after the status was lost")
        .isFalse();
    RolloutState silver = state("silver", false, false);
    assertThat(of(silver).isGood(service(null, before))).isTrue();
    assertThat(of(silver).isGood(service(null, memory(TARGET, CURRENT))))
        .as("it came after its wave, and is watched with this one")
        .isFalse();
    assertThat(of(state("silver", true, false)).isGood(service(null, before))).isFalse();
    assertThat(of(state("silver", false, true)).isGood(service(null, before))).isFalse();
    assertThat(of(silver).isGood(service(OTHER, memory(OTHER, CURRENT)))).isFalse();
    assertThat(of(silver).isGood(service(null, ServiceMemory.NEW))).isFalse();
  }

  @Property
  void nothing_moves_but_what_is_pinned_in_flight_or_failed_on_the_target(
      @ForAll("states") RolloutState state, @ForAll("services") ServicePlacement service) {
    String revision = of(state).of(service);
    String applied = service.memory().applied();
    boolean isPinned = service.isHeldByPin(state.target(), null);
    boolean isFlying = state.inFlight().stream().anyMatch(each -> each.name().equals(NAME));
    boolean hasFailed = state.failed().stream().anyMatch(each -> each.name().equals(NAME));
    if (applied == null) {
      assertThat(revision)
          .isIn(isPinned ? List.of(service.pin()) : List.of(state.current(), state.target()));
    } else if (!revision.equals(applied)) {
      assertThat(isPinned || isFlying || (hasFailed && applied.equals(state.target()))).isTrue();
    }
    if (isPinned) {
      assertThat(revision).isEqualTo(service.pin());
    } else if (isFlying) {
      assertThat(revision).isEqualTo(state.target());
    } else if (applied != null && !revision.equals(applied)) {
      assertThat(revision).isEqualTo(service.memory().lastGood());
    }
  }

  @Property
  void obeying_once_is_obeying_for_good(
      @ForAll("states") RolloutState state, @ForAll("services") ServicePlacement service) {
    RevisionOf revisions = of(state);
    String revision = revisions.of(service);
    ServiceMemory memory = service.memory();
    ServicePlacement after =
        new ServicePlacement(
            NAME,
            service.tier(),
            Map.of(),
            service.pin(),
            new ServiceMemory(
                revision, START, memory.lastGood(), memory.failed(), memory.unproven()));
    assertThat(revisions.of(after)).isEqualTo(revision);
  }

  @Provide
  Arbitrary<RolloutState> states() {
    return Combinators.combine(
            Arbitraries.of("canary", "bronze", "silver", "gold", "others", "retry", "revert", ""),
            Arbitraries.of(CURRENT, TARGET),
            Arbitraries.of(0, 1, 2),
            Arbitraries.of(RolloutPhase.class))
        .as(
            (wave, current, list, phase) ->
                new RolloutState(
                    current,
                    TARGET,
                    phase,
                    null,
                    wave.isEmpty() ? null : WaveState.waiting(wave).begun(START),
                    list == 1 ? List.of(new InFlight(NAME, START, null)) : List.of(),
                    list == 2
                        ? List.of(new FailedService(NAME, FailureReason.NOT_READY, null, START))
                        : List.of(),
                    null));
  }

  @Provide
  Arbitrary<ServicePlacement> services() {
    Arbitrary<String> revisions = Arbitraries.of(CURRENT, TARGET, OTHER);
    return Combinators.combine(
            Arbitraries.of(Tier.class),
            revisions.injectNull(0.6),
            revisions.injectNull(0.2),
            // A revision can be good only by having been applied, and watched.
            Arbitraries.of(CURRENT, OTHER).injectNull(0.2))
        .as(
            (tier, pin, applied, lastGood) ->
                new ServicePlacement(
                    NAME,
                    tier,
                    Map.of(),
                    pin,
                    applied == null ? ServiceMemory.NEW : memory(applied, lastGood)));
  }

  private static Strategy strategy() {
    return SimulatedFleet.STRATEGY;
  }

  private static RevisionOf of(RolloutState state) {
    return new RevisionOf(state, strategy(), null);
  }

  private static ServiceMemory memory(String applied, String lastGood) {
    return new ServiceMemory(applied, START, lastGood, null, false);
  }

  private static ServicePlacement service(String pin, ServiceMemory memory) {
    return new ServicePlacement(NAME, Tier.BRONZE, Map.of(), pin, memory);
  }

  private static RolloutState state(String wave, boolean isFlying, boolean hasFailed) {
    return new RolloutState(
        CURRENT,
        TARGET,
        RolloutPhase.PROGRESSING,
        null,
        WaveState.waiting(wave).begun(START),
        isFlying ? List.of(new InFlight(NAME, START, null)) : List.of(),
        hasFailed
            ? List.of(new FailedService(NAME, FailureReason.NOT_READY, null, START))
            : List.of(),
        null);
  }
}
