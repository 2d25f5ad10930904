package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.rollout.SimulatedService.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole rollouts over fleets that move: services come, go, pause, resume, change tier, pin and
 * eject; some are harmed by the target, some fail for another reason; leaders take over from each
 * other, stale ones included. The seed fixes everything.
 */
class RolloutSimulationTest {
  private static final Duration TICK = Duration.ofSeconds(30);
  private static final Duration LONG_TICK = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(60);

  static Stream<Integer> seeds() {
    return IntStream.range(0, 200).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_rollout_keeps_its_promises_and_ends(int seed) {
    Random random = new Random(seed);
    SimulatedFleet fleet = SimulatedFleet.of(20 + random.nextInt(180));
    double bad = List.of(0.0, 0.0, 0.005, 0.02, 0.2).get(random.nextInt(5));
    fleet.fault(SimulatedFleet.NEW, service -> fault(service, seed, bad));
    play(fleet, random, LONG_TICK, 0.05);
  }

  @ParameterizedTest
  @MethodSource("largeSeeds")
  void a_large_fleet_does_too(int seed) {
    Random random = new Random(seed);
    SimulatedFleet fleet = SimulatedFleet.of(5_000);
    fleet.fault(SimulatedFleet.NEW, service -> fault(service, seed, seed % 2 == 0 ? 0 : 0.003));
    play(fleet, random, LONG_TICK, 0.5);
  }

  static Stream<Integer> largeSeeds() {
    return IntStream.range(1_000, 1_004).boxed();
  }

  private static void play(SimulatedFleet fleet, Random random, Duration tick, double churn) {
    Invariants invariants = new Invariants(fleet);
    List<SimulatedFleet.Leader> leaders = List.of(fleet.new Leader(), fleet.new Leader());
    int refused = 0;
    boolean isRetried = false;
    for (int i = 0; ; i++) {
      fleet.pass(tick);
      Churn.step(fleet, random, churn);
      fleet.reconcile();
      // Every ten steps the other one leads, with a copy as old as that.
      refused += fleet.lead(leaders.get(i / 10 % 2)) ? 0 : 1;
      invariants.check();
      if (fleet.phase() == RolloutPhase.HALTED && !isRetried && random.nextBoolean()) {
        isRetried = true;
        fleet.path(PlayedPaths.retried(fleet.path(), "again"));
      } else if (fleet.phase() == RolloutPhase.HALTED || fleet.phase() == RolloutPhase.COMPLETE) {
        break;
      }
      assertThat(fleet.now())
          .as("ends: %s", fleet.state())
          .isBefore(SimulatedFleet.START.plus(LONGEST));
    }
    Duration length = Duration.between(SimulatedFleet.START, fleet.now());
    assertThat(refused > 0)
        .as("the second leader began with an old copy")
        .isEqualTo(length.dividedBy(tick) > 10);
    fleet.run(Duration.ofMinutes(30), tick);
    invariants.check();
    invariants.checkMoves();
    if (fleet.phase() == RolloutPhase.COMPLETE) {
      assertThat(
              fleet.with(
                  service ->
                      !service.isPaused()
                          && service.pin() == null
                          && !service.fact().effect().conflicts()
                          && !SimulatedFleet.NEW.equals(service.memory().applied())))
          .as("only who failed or has just come is not on the target")
          .allMatch(
              service ->
                  fleet.state().failed().stream()
                          .anyMatch(failed -> failed.name().equals(service.name))
                      || fleet.state().inFlight().stream()
                          .anyMatch(flight -> flight.name().equals(service.name)));
    }
  }

  static Fault fault(SimulatedService service, int seed, double share) {
    long hash = (service.name.hashCode() + 1_000_003L * seed) * 0x9E3779B97F4A7C15L;
    hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    hash ^= hash >>> 32;
    return (hash >>> 11) * 0x1p-53 >= share
        ? Fault.NONE
        : (hash & 1) == 0 ? Fault.BURNING : Fault.NOT_READY;
  }

  @Test
  void a_soak_of_an_hour_ends_after_an_hour_though_a_service_arrives_every_ten_minutes() {
    SimulatedFleet fleet = SimulatedFleet.of(100);
    fleet.until(each -> each.wave().equals("bronze"), TICK, Duration.ofHours(2));
    fleet.until(each -> each.state().wave().soakUntil() != null, TICK, Duration.ofHours(1));
    var soakUntil = fleet.state().wave().soakUntil();
    int arrivals = 0;
    for (int i = 0; fleet.wave().equals("bronze"); i++) {
      if (i % 20 == 0) {
        fleet.create("late-" + i, Tier.BRONZE).settled(SimulatedFleet.OLD);
        arrivals++;
      }
      fleet.tick(TICK);
    }
    assertThat(arrivals).isGreaterThanOrEqualTo(6);
    assertThat(fleet.now()).isEqualTo(soakUntil);
    fleet.until(each -> each.phase() == RolloutPhase.COMPLETE, TICK, Duration.ofHours(9));
    assertThat(fleet.with(each -> each.name.startsWith("late-")))
        .allMatch(each -> SimulatedFleet.NEW.equals(each.memory().applied()));
  }

  @Test
  void a_soak_begins_though_a_service_arrives_every_half_minute() {
    SimulatedFleet fleet = SimulatedFleet.of(100);
    fleet.until(each -> each.wave().equals("bronze"), TICK, Duration.ofHours(2));
    for (int i = 0; fleet.state().wave().soakUntil() == null; i++) {
      assertThat(i).as("arrivals before the soak").isLessThan(20);
      fleet.create("late-" + i, Tier.BRONZE).settled(SimulatedFleet.OLD);
      fleet.tick(TICK);
    }
  }

  @Test
  void a_harmless_revision_is_not_halted_by_unrelated_outages() {
    int halted = 0;
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      SimulatedFleet fleet = SimulatedFleet.of(1_000);
      fleet.tick(LONG_TICK);
      while (fleet.phase() == RolloutPhase.PROGRESSING) {
        Churn.outages(fleet, random, LONG_TICK);
        fleet.tick(LONG_TICK);
      }
      halted += fleet.phase() == RolloutPhase.HALTED ? 1 : 0;
    }
    assertThat(halted).as("of 6").isLessThanOrEqualTo(1);
  }

  @Test
  void a_state_is_written_seldom_enough() {
    SimulatedFleet fleet = SimulatedFleet.of(500);
    fleet.until(each -> each.phase() == RolloutPhase.COMPLETE, TICK, Duration.ofHours(20));
    int writes = fleet.writes();
    fleet.run(Duration.ofHours(1), TICK);
    assertThat(fleet.writes()).as("nothing happens, nothing is written").isEqualTo(writes);
  }
}
