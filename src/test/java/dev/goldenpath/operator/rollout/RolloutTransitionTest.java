package dev.goldenpath.operator.rollout;

import static dev.goldenpath.operator.rollout.SimulatedFleet.NEW;
import static dev.goldenpath.operator.rollout.SimulatedFleet.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ordinary way of a rollout: waves, order, soaks, and who is left out. */
class RolloutTransitionTest {
  private static final Duration TICK = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(20);

  @Test
  void a_new_version_begins_with_the_first_wave() {
    SimulatedFleet fleet = SimulatedFleet.of(700);
    fleet.tick(TICK);
    assertThat(fleet.events)
        .extracting(RolloutEvent::kind)
        .containsExactly(RolloutEvent.Kind.ACCEPTED, RolloutEvent.Kind.WAVE_STARTED);
    assertThat(fleet.state().current()).isEqualTo(OLD);
    assertThat(fleet.state().target()).isEqualTo(NEW);
    assertThat(fleet.wave()).isEqualTo("canary");
    assertThat(fleet.state().wave().services()).as("5 % of 400").isEqualTo(20);
    assertThat(fleet.state().inFlight()).hasSize(20);
    assertThat(fleet.on(NEW)).as("stored before it is done").isZero();
    fleet.tick(TICK);
    assertThat(fleet.on(NEW)).isEqualTo(20);
  }

  @Test
  void a_rollout_goes_through_all_waves_and_becomes_current() {
    SimulatedFleet fleet = SimulatedFleet.of(70);
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(70);
    assertThat(fleet.state().current()).isEqualTo(NEW);
    assertThat(fleet.state().wave()).isNull();
    assertThat(fleet.events.stream().map(RolloutEvent::message))
        .containsExactly(
            "1.1.0: begins with the first wave",
            "1.1.0: wave canary begins: 2 services",
            "1.1.0: wave canary is done: 2 services moved, 0 failed",
            "1.1.0: wave bronze begins: 38 services",
            "1.1.0: wave bronze is done: 38 services moved, 0 failed",
            "1.1.0: wave silver begins: 20 services",
            "1.1.0: wave silver is done: 20 services moved, 0 failed",
            "1.1.0: wave gold begins: 10 services",
            "1.1.0: wave gold is done: 10 services moved, 0 failed",
            "1.1.0: all waves are done");
    assertThat(Duration.between(SimulatedFleet.START, fleet.now()))
        .as("soaks of 6.5 hours, and little else")
        .isBetween(Duration.ofMinutes(390), Duration.ofMinutes(450));
    fleet.tick(TICK);
    assertThat(fleet.services.values()).allMatch(each -> NEW.equals(each.memory().lastGood()));
  }

  @Test
  void a_sample_takes_at_least_one() {
    SimulatedFleet fleet = SimulatedFleet.of(7);
    fleet.tick(TICK);
    assertThat(fleet.wave()).isEqualTo("canary");
    assertThat(fleet.state().inFlight()).hasSize(1);
  }

  @Test
  void a_service_is_moved_after_it_was_ready_for_long_enough() {
    SimulatedFleet fleet = SimulatedFleet.of(7);
    fleet.tick(TICK);
    String name = fleet.state().inFlight().get(0).name();
    fleet.get(name).broken(fleet.now().plusSeconds(120));
    fleet.run(Duration.ofSeconds(150), TICK);
    assertThat(fleet.state().inFlight()).as("Ready, for 30 seconds").hasSize(1);
    fleet.run(Duration.ofSeconds(30), TICK);
    assertThat(fleet.state().inFlight()).isEmpty();
    assertThat(fleet.state().wave().soakUntil())
        .isEqualTo(fleet.now().plus(Duration.ofMinutes(30)));
  }

  /** Trap 1: step 1 was still healthy from before. */
  @Test
  void readiness_from_before_the_move_does_not_count() {
    SimulatedFleet fleet = SimulatedFleet.of(1);
    fleet.tick(TICK);
    ServiceFact before = fleet.get("service-0000").fact();
    Instant applied = fleet.now().plusSeconds(5);
    ServiceFact stale =
        new ServiceFact(
            new ServicePlacement(
                before.name(),
                Tier.BRONZE,
                Map.of(),
                null,
                new ServiceMemory(NEW, applied, OLD, null, false)),
            false,
            before.health(),
            before.effect());
    for (int seconds : List.of(5, 64, 65)) {
      RolloutStep step =
          RolloutTransition.next(
              fleet.state(),
              fleet.path(),
              fleet.strategy(),
              new FleetFacts(Map.of(stale.name(), stale), ErrorBudgetReading.NOT_CONFIGURED),
              fleet.now().plusSeconds(seconds));
      assertThat(step.state().inFlight()).as("%d s", seconds).hasSize(seconds < 65 ? 1 : 0);
    }
  }

  @Test
  void who_changes_is_moved_first_and_who_is_unhealthy_last() {
    SimulatedFleet fleet = SimulatedFleet.of(0).strategy(oneWave("10"));
    for (int i = 0; i < 30; i++) {
      fleet
          .create("service-" + i, Tier.BRONZE)
          .settled(OLD)
          .changes(i % 3 != 1)
          .broken(i % 3 == 2 ? fleet.now().plus(LONGEST) : fleet.now());
    }
    fleet.tick(TICK);
    List<String> order =
        Stream.iterate(0, i -> i < 60, i -> i + 1)
            .flatMap(
                i -> {
                  List<String> flying =
                      fleet.state().inFlight().stream().map(InFlight::name).toList();
                  fleet.tick(TICK);
                  return flying.stream();
                })
            .distinct()
            .toList();
    assertThat(order).hasSize(30);
    assertThat(order.subList(0, 10)).allMatch(name -> number(name) % 3 == 0);
    assertThat(order.subList(10, 20)).allMatch(name -> number(name) % 3 == 1);
  }

  @Test
  void it_is_not_always_the_same_team_that_goes_first() {
    assertThat(canaries(NEW)).hasSize(20).isNotEqualTo(canaries("1.2.0"));
    assertThat(canaries(NEW)).as("but it is no lottery").isEqualTo(canaries(NEW));
  }

  @Test
  void a_wave_without_services_is_over_at_once() {
    SimulatedFleet fleet = SimulatedFleet.of(0);
    fleet.create("only", Tier.GOLD).settled(OLD);
    fleet.tick(TICK);
    assertThat(fleet.wave()).isEqualTo("gold");
    assertThat(fleet.events).hasSize(2);
  }

  @Test
  void a_revision_that_changes_no_service_needs_no_soak() {
    SimulatedFleet fleet = SimulatedFleet.of(70);
    fleet.services.values().forEach(each -> each.changes(false));
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(70);
    assertThat(Duration.between(SimulatedFleet.START, fleet.now()))
        .isLessThan(Duration.ofMinutes(30));
  }

  @Test
  void an_empty_fleet_is_done_at_once() {
    SimulatedFleet fleet = SimulatedFleet.of(0);
    fleet.tick(TICK);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.COMPLETE);
    assertThat(fleet.state().current()).isEqualTo(NEW);
  }

  @Test
  void who_matches_no_wave_comes_last() {
    SimulatedFleet fleet =
        SimulatedFleet.of(0)
            .strategy(
                Strategy.of(
                    spec(
                        new RolloutSpec.WaveSpec(
                            "web",
                            null,
                            new RolloutSpec.Selector(Map.of("area", "web")),
                            null,
                            null,
                            null,
                            "30m",
                            null))));
    fleet.create("other", Tier.BRONZE).settled(OLD);
    fleet.create("web", Tier.GOLD).settled(OLD).labels(Map.of("area", "web", "a", "b"));
    fleet.tick(TICK);
    assertThat(fleet.state().inFlight()).extracting(InFlight::name).containsExactly("web");
    fleet.until(each -> each.wave().equals(Wave.OTHERS), TICK, LONGEST);
    assertThat(fleet.state().inFlight()).extracting(InFlight::name).containsExactly("other");
  }

  @Test
  void a_paused_service_holds_up_nobody_and_is_moved_when_it_resumes() {
    SimulatedFleet fleet = SimulatedFleet.of(14);
    SimulatedService paused = fleet.get("service-0000").paused(true);
    complete(fleet);
    assertThat(paused.memory().applied()).isEqualTo(OLD);
    paused.paused(false);
    fleet.tick(TICK);
    assertThat(fleet.state().inFlight()).extracting(InFlight::name).containsExactly(paused.name);
    fleet.run(Duration.ofMinutes(2), TICK);
    assertThat(paused.memory().applied()).isEqualTo(NEW);
    assertThat(fleet.state().inFlight()).isEmpty();
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.COMPLETE);
  }

  @Test
  void who_is_deleted_or_paused_in_flight_drops_out() {
    SimulatedFleet fleet = SimulatedFleet.of(700);
    fleet.tick(TICK);
    List<InFlight> flying = fleet.state().inFlight();
    fleet.delete(flying.get(0).name());
    fleet.get(flying.get(1).name()).paused(true);
    fleet.tick(TICK);
    assertThat(fleet.state().inFlight())
        .extracting(InFlight::name)
        .doesNotContain(flying.get(0).name(), flying.get(1).name());
  }

  @Test
  void a_conflict_holds_a_service_until_it_is_resolved() {
    SimulatedFleet fleet = SimulatedFleet.of(14);
    SimulatedService held = fleet.get("service-0000").conflicts(true);
    complete(fleet);
    assertThat(held.memory().applied()).isEqualTo(OLD);
    assertThat(counts(fleet)).isEqualTo(new FleetCounts(14, 13, 0, 1, 0, 0, 0));
    held.conflicts(false);
    fleet.run(Duration.ofMinutes(2), TICK);
    assertThat(held.memory().applied()).isEqualTo(NEW);
  }

  @Test
  void with_keep_and_enforce_a_conflict_holds_nobody() {
    for (String policy : List.of("Keep", "Enforce")) {
      SimulatedFleet fleet =
          SimulatedFleet.of(1)
              .strategy(Strategy.of(new RolloutSpec(null, null, policy, null, null)));
      fleet.get("service-0000").conflicts(true);
      fleet.tick(TICK);
      assertThat(fleet.state().inFlight()).as(policy).hasSize(1);
    }
  }

  @Test
  void a_pin_keeps_a_service_until_it_is_removed_or_too_old() {
    SimulatedFleet fleet = SimulatedFleet.of(14);
    SimulatedService removed = fleet.get("service-0000").pin(OLD);
    SimulatedService old = fleet.get("service-0001").pin("0.9.0");
    fleet.tick(TICK);
    fleet.tick(TICK);
    assertThat(old.memory().applied()).as("a pin is followed at once").isEqualTo("0.9.0");
    complete(fleet);
    assertThat(counts(fleet)).isEqualTo(new FleetCounts(14, 12, 0, 0, 2, 0, 0));
    fleet.path(PlayedPaths.minimum(fleet.path(), OLD));
    removed.pin(null);
    fleet.run(Duration.ofMinutes(2), TICK);
    assertThat(fleet.on(NEW)).isEqualTo(14);
  }

  @Test
  void who_pins_the_target_volunteers_for_the_first_wave() {
    SimulatedFleet fleet = SimulatedFleet.of(70);
    SimulatedService gold = fleet.get("service-0006").pin(NEW);
    assertThat(gold.tier()).isEqualTo(Tier.GOLD);
    fleet.tick(TICK);
    assertThat(fleet.wave()).isEqualTo("canary");
    assertThat(fleet.state().inFlight()).extracting(InFlight::name).contains(gold.name);
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(70);
  }

  @Test
  void a_paused_wave_waits_for_a_commit_but_late_arrivals_do_not() {
    Strategy paused =
        Strategy.of(
            spec(
                SimulatedFleet.wave("bronze", Tier.BRONZE, null, "10", null, "30m"),
                new RolloutSpec.WaveSpec(
                    "gold", List.of("gold"), null, null, null, null, "30m", true)));
    SimulatedFleet fleet = SimulatedFleet.of(14).strategy(paused);
    SimulatedService late = fleet.get("service-0000").paused(true);
    fleet.until(each -> each.phase() == RolloutPhase.PAUSED, TICK, LONGEST);
    assertThat(fleet.state().reason()).isEqualTo(PhaseReason.WAVE_PAUSED);
    assertThat(fleet.state().wave().startedAt()).isNull();
    late.paused(false);
    fleet.run(Duration.ofHours(5), TICK);
    assertThat(fleet.with(each -> NEW.equals(each.memory().applied())))
        .hasSize(8)
        .allMatch(each -> each.tier() == Tier.BRONZE);
    fleet.strategy(
        Strategy.of(
            spec(
                SimulatedFleet.wave("bronze", Tier.BRONZE, null, "10", null, "30m"),
                SimulatedFleet.wave("gold", Tier.GOLD, null, "10", null, "30m"))));
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(14);
  }

  @Test
  void a_paused_path_moves_nobody_else() {
    SimulatedFleet fleet = SimulatedFleet.of(700);
    fleet.until(each -> each.wave().equals("bronze"), TICK, LONGEST);
    fleet.path(PlayedPaths.paused(fleet.path(), true));
    fleet.tick(TICK);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.PAUSED);
    assertThat(fleet.state().reason()).isEqualTo(PhaseReason.PATH_PAUSED);
    fleet.run(Duration.ofHours(2), TICK);
    assertThat(fleet.state().inFlight()).as("they were moved").isEmpty();
    assertThat(fleet.on(NEW)).isEqualTo(120);
    fleet.path(PlayedPaths.paused(fleet.path(), false));
    fleet.tick(TICK);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.PROGRESSING);
    assertThat(fleet.state().inFlight()).hasSize(100);
  }

  @Test
  void without_data_the_wave_waits() {
    SimulatedFleet fleet = SimulatedFleet.of(70).prometheus(ErrorBudgetReading.State.FAILED);
    fleet.run(Duration.ofHours(1), TICK);
    assertThat(fleet.state().inFlight()).isEmpty();
    assertThat(fleet.state().wave().gate()).endsWith("the wave waits");
    fleet.prometheus(ErrorBudgetReading.State.MEASURED);
    fleet.until(each -> each.state().wave().soakUntil() != null, TICK, LONGEST);
    fleet.prometheus(ErrorBudgetReading.State.FAILED);
    fleet.run(Duration.ofHours(2), TICK);
    assertThat(fleet.wave()).as("no soak ends unseen").isEqualTo("canary");
    fleet.prometheus(ErrorBudgetReading.State.NOT_CONFIGURED);
    complete(fleet);
  }

  @Test
  void a_wave_that_the_spec_no_longer_has_is_followed_by_the_first_one() {
    SimulatedFleet fleet = SimulatedFleet.of(70);
    fleet.until(each -> each.wave().equals("silver"), TICK, LONGEST);
    fleet.strategy(oneWave("10"));
    fleet.tick(TICK);
    assertThat(fleet.wave()).isEqualTo("all");
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(70);
  }

  @Test
  void who_was_moved_in_a_wave_that_ends_early_is_still_watched() {
    SimulatedFleet fleet =
        SimulatedFleet.of(70)
            .fault(
                NEW,
                each ->
                    each.name.equals("service-0001")
                        ? SimulatedService.Fault.BURNING
                        : SimulatedService.Fault.NONE);
    fleet.until(each -> each.get("service-0001").moves.size() == 1, TICK, LONGEST);
    fleet.strategy(oneWave("1"));
    fleet.run(Duration.ofMinutes(6), TICK);
    assertThat(fleet.wave()).isEqualTo("all");
    assertThat(fleet.get("service-0001").memory().applied()).isEqualTo(OLD);
  }

  @Test
  void late_arrivals_alone_make_no_wave() {
    SimulatedFleet fleet = SimulatedFleet.of(0);
    for (int i = 0; i < 10; i++) {
      fleet.create("service-" + i, Tier.BRONZE).settled(OLD);
    }
    SimulatedService late = fleet.get("service-3").paused(true);
    fleet.until(each -> each.wave().equals("bronze"), TICK, LONGEST);
    fleet.until(each -> each.state().wave().soakUntil() != null, TICK, LONGEST);
    fleet.run(Duration.between(fleet.now(), fleet.state().wave().soakUntil()).minus(TICK), TICK);
    late.paused(false);
    fleet.path(PlayedPaths.paused(fleet.path(), true));
    fleet.tick(TICK);
    fleet.path(PlayedPaths.paused(fleet.path(), false));
    fleet.tick(TICK);
    assertThat(fleet.phase())
        .as("no soak of silver or gold for it")
        .isEqualTo(RolloutPhase.COMPLETE);
    fleet.run(Duration.ofMinutes(2), TICK);
    assertThat(late.memory().applied()).isEqualTo(NEW);
  }

  @Test
  void a_status_that_is_lost_moves_nothing_by_itself() {
    SimulatedFleet fleet = SimulatedFleet.of(70);
    fleet.until(each -> each.wave().equals("silver"), TICK, LONGEST);
    Map<String, String> before = applied(fleet);
    fleet.loseState();
    fleet.tick(TICK);
    assertThat(applied(fleet)).isEqualTo(before);
    complete(fleet);
    assertThat(fleet.services.values())
        .allSatisfy(each -> assertThat(each.moves).as(each.name).hasSize(1));
  }

  private static Map<String, String> applied(SimulatedFleet fleet) {
    return fleet.services.values().stream()
        .collect(Collectors.toMap(each -> each.name, each -> each.memory().applied()));
  }

  private static Set<String> canaries(String version) {
    SimulatedFleet fleet = SimulatedFleet.of(700).path(PlayedPaths.to(version));
    fleet.tick(TICK);
    return fleet.state().inFlight().stream().map(InFlight::name).collect(Collectors.toSet());
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(name.indexOf('-') + 1));
  }

  static void complete(SimulatedFleet fleet) {
    fleet.until(each -> each.phase() == RolloutPhase.COMPLETE, TICK, LONGEST);
  }

  static FleetCounts counts(SimulatedFleet fleet) {
    return FleetCounts.of(fleet.state(), fleet.strategy(), fleet.path(), fleet.facts());
  }

  static Strategy oneWave(String concurrency) {
    return Strategy.of(
        spec(new RolloutSpec.WaveSpec("all", null, null, null, concurrency, null, "30m", null)));
  }

  static RolloutSpec spec(RolloutSpec.WaveSpec... waves) {
    return new RolloutSpec(null, null, null, null, List.of(waves));
  }
}
