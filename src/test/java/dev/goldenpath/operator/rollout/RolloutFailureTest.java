package dev.goldenpath.operator.rollout;

import static dev.goldenpath.operator.rollout.RolloutTransitionTest.complete;
import static dev.goldenpath.operator.rollout.RolloutTransitionTest.oneWave;
import static dev.goldenpath.operator.rollout.SimulatedFleet.NEW;
import static dev.goldenpath.operator.rollout.SimulatedFleet.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.rollout.SimulatedService.Cause;
import dev.goldenpath.operator.rollout.SimulatedService.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong in a rollout: who goes back, what halts, and what ends the halt. */
class RolloutFailureTest {
  private static final Duration TICK = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(24);

  @Test
  void a_word_that_is_refused_everywhere_halts_within_the_first_wave() {
    SimulatedFleet fleet = SimulatedFleet.of(5_000).fault(NEW, each -> Fault.REFUSED);
    fleet.run(Duration.ofMinutes(2), TICK);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.HALTED);
    assertThat(fleet.state().reason()).isEqualTo(PhaseReason.TOO_MANY_FAILURES);
    assertThat(fleet.wave()).isEqualTo("canary");
    assertThat(fleet.state().failed())
        .hasSize(20)
        .allMatch(each -> each.reason() == FailureReason.REFUSED)
        .allMatch(each -> each.message().startsWith("quota golden-quota: 403"));
    assertThat(fleet.services.values()).as("nothing was written").allMatch(e -> e.moves.isEmpty());
    fleet.run(Duration.ofHours(3), TICK);
    assertThat(fleet.state().failed()).hasSize(20);
  }

  @Test
  void one_service_that_fails_goes_back_and_the_others_stay() {
    SimulatedFleet fleet = SimulatedFleet.of(70).fault(NEW, only("service-0008", Fault.NOT_READY));
    fleet.until(each -> !each.state().failed().isEmpty(), TICK, LONGEST);
    FailedService failed = fleet.state().failed().get(0);
    assertThat(failed.reason()).isEqualTo(FailureReason.NOT_READY);
    assertThat(failed.message()).isEqualTo("not Ready within 10m");
    long moved = fleet.on(NEW);
    fleet.tick(TICK);
    SimulatedService service = fleet.get("service-0008");
    assertThat(service.memory().applied()).isEqualTo(OLD);
    assertThat(service.memory().failed()).isEqualTo(NEW);
    assertThat(fleet.on(NEW)).isGreaterThanOrEqualTo(moved - 1);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.PROGRESSING);
  }

  @ParameterizedTest
  @CsvSource({"NOT_READY, ERROR_BUDGET_BURNING", "BURNING, NOT_READY"})
  void what_the_change_cannot_have_caused_moves_nobody_back(Fault fault, Symptom other) {
    SimulatedFleet fleet = SimulatedFleet.of(7).strategy(oneWave("7")).fault(NEW, each -> fault);
    fleet.services.values().forEach(each -> each.mayCause(other));
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(7);
    assertThat(fleet.state().failed()).isEmpty();
  }

  @Test
  void when_all_waves_are_done_who_failed_is_tried_once_more() {
    SimulatedFleet fleet =
        SimulatedFleet.of(70)
            .fault(
                NEW,
                each ->
                    each.name.equals("service-0008")
                            || (each.name.equals("service-0004") && each.moves.size() < 3)
                        ? Fault.NOT_READY
                        : Fault.NONE)
            .strategy(oneWave("100"));
    fleet.strategy(
        Strategy.of(
            RolloutTransitionTest.spec(
                new RolloutSpec.WaveSpec("all", null, null, null, "100", "2", "30m", null))));
    fleet.until(each -> each.wave().equals(Wave.RETRY), TICK, LONGEST);
    complete(fleet);
    assertThat(fleet.get("service-0004").memory().applied()).isEqualTo(NEW);
    SimulatedService twice = fleet.get("service-0008");
    fleet.run(Duration.ofHours(3), TICK);
    assertThat(twice.memory().applied()).isEqualTo(OLD);
    assertThat(twice.moves)
        .extracting(SimulatedService.Move::cause)
        .containsExactly(Cause.IN_FLIGHT, Cause.FAILED, Cause.IN_FLIGHT, Cause.FAILED);
    assertThat(fleet.state().failed()).extracting(FailedService::name).containsExactly(twice.name);
  }

  @Test
  void more_than_the_limit_halts_until_a_retry_which_is_acted_on_once() {
    SimulatedFleet fleet =
        SimulatedFleet.of(70).strategy(oneWave("5")).fault(NEW, each -> Fault.BURNING);
    fleet.until(each -> each.phase() == RolloutPhase.HALTED, TICK, LONGEST);
    assertThat(fleet.state().failed())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(each -> each.reason() == FailureReason.ERROR_BUDGET_BURNING);
    fleet.run(Duration.ofHours(2), TICK);
    assertThat(fleet.on(NEW)).as("all that burn went back").isZero();
    fleet.path(PlayedPaths.retried(fleet.path(), "fixed the dashboard"));
    fleet.fault(NEW, each -> Fault.NONE);
    fleet.tick(TICK);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.PROGRESSING);
    assertThat(fleet.state().retriedAt()).isEqualTo("fixed the dashboard");
    assertThat(fleet.state().failed()).isEmpty();
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(70);
    assertThat(fleet.events)
        .extracting(RolloutEvent::kind)
        .containsOnlyOnce(RolloutEvent.Kind.RETRIED);
  }

  @Test
  void a_wave_of_which_every_service_failed_halts_however_small_it_is() {
    SimulatedFleet fleet = SimulatedFleet.of(7).fault(NEW, each -> Fault.NOT_READY);
    fleet.until(each -> each.phase() == RolloutPhase.HALTED, TICK, LONGEST);
    assertThat(fleet.wave()).isEqualTo("canary");
    assertThat(fleet.state().failed()).hasSize(1);
    fleet.run(Duration.ofHours(3), TICK);
    assertThat(fleet.with(each -> !each.moves.isEmpty())).hasSize(1);
  }

  @Test
  void a_retry_that_was_there_before_is_not_acted_on() {
    SimulatedFleet fleet =
        SimulatedFleet.of(70)
            .strategy(oneWave("5"))
            .path(PlayedPaths.retried(PlayedPaths.to(NEW), "long ago"))
            .fault(NEW, each -> Fault.NOT_READY);
    fleet.until(each -> each.phase() == RolloutPhase.HALTED, TICK, LONGEST);
    fleet.run(Duration.ofHours(1), TICK);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.HALTED);
  }

  @Test
  void a_refusal_from_before_the_retry_does_not_count() {
    SimulatedFleet fleet = SimulatedFleet.of(7).fault(NEW, each -> Fault.REFUSED);
    fleet.strategy(oneWave("10"));
    fleet.run(Duration.ofMinutes(2), TICK);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.HALTED);
    fleet.fault(NEW, each -> Fault.NOT_APPLIED).path(PlayedPaths.retried(fleet.path(), "x"));
    fleet.run(Duration.ofMinutes(5), TICK);
    assertThat(fleet.phase()).isEqualTo(RolloutPhase.PROGRESSING);
    assertThat(fleet.state().inFlight()).hasSize(7);
    fleet.run(Duration.ofMinutes(6), TICK);
    assertThat(fleet.state().failed())
        .allMatch(each -> each.reason() == FailureReason.NOT_APPLIED)
        .hasSize(7);
  }

  @Test
  void what_the_revision_did_not_change_is_not_its_fault() {
    SimulatedFleet fleet =
        SimulatedFleet.of(70).strategy(oneWave("10")).fault(NEW, each -> Fault.NOT_READY);
    fleet.services.values().forEach(each -> each.changes(false));
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(70);
    assertThat(fleet.state().failed()).isEmpty();
  }

  /** Trap 5: what is broken now may be what the new revision fixes. */
  @Test
  void the_cure_of_a_broken_fleet_is_not_blocked() {
    SimulatedFleet fleet = SimulatedFleet.of(70).fault(OLD, each -> Fault.NOT_READY);
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(70);
    assertThat(fleet.services.values()).allMatch(each -> each.fact().health().ready());
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_READY", "BURNING"})
  void who_was_broken_before_proves_nothing_in_flight_and_while_soaking(Fault fault) {
    Function<SimulatedService, Fault> faultOf = each -> number(each) < 20 ? fault : Fault.NONE;
    SimulatedFleet fleet =
        SimulatedFleet.of(70).strategy(oneWave("10")).fault(OLD, faultOf).fault(NEW, faultOf);
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(70);
    assertThat(fleet.state().failed()).isEmpty();
  }

  @Test
  void a_service_that_burns_while_its_wave_soaks_goes_back() {
    SimulatedFleet fleet = SimulatedFleet.of(70).fault(NEW, only("service-0001", Fault.BURNING));
    SimulatedService service = fleet.get("service-0001");
    fleet.until(each -> !each.state().failed().isEmpty(), TICK, LONGEST);
    assertThat(fleet.state().inFlight()).extracting(InFlight::name).doesNotContain(service.name);
    assertThat(fleet.state().failed().get(0).reason())
        .isEqualTo(FailureReason.ERROR_BUDGET_BURNING);
    fleet.tick(TICK);
    assertThat(service.memory().applied()).isEqualTo(OLD);
    assertThat(service.memory().lastGood()).isEqualTo(OLD);
  }

  @Test
  void an_incident_of_the_whole_fleet_halts_and_sends_nobody_back() {
    SimulatedFleet fleet = SimulatedFleet.of(700);
    fleet.until(each -> each.wave().equals("bronze"), TICK, LONGEST);
    fleet.run(Duration.ofMinutes(2), TICK);
    long moved = fleet.on(NEW);
    fleet.services.values().forEach(each -> each.broken(fleet.now().plus(Duration.ofHours(1))));
    fleet.until(each -> each.phase() == RolloutPhase.HALTED, TICK, LONGEST);
    assertThat(fleet.state().reason()).isEqualTo(PhaseReason.FLEET_INCIDENT);
    fleet.run(Duration.ofHours(2), TICK);
    assertThat(fleet.on(NEW)).isGreaterThanOrEqualTo(moved);
    assertThat(fleet.state().failed()).isEmpty();
    assertThat(fleet.phase()).as("a person decides").isEqualTo(RolloutPhase.HALTED);
    fleet.path(PlayedPaths.retried(fleet.path(), "the network is back"));
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(700);
  }

  @Test
  void a_few_unhealthy_services_elsewhere_are_no_incident() {
    SimulatedFleet fleet = SimulatedFleet.of(700).fault(NEW, each -> Fault.NOT_READY);
    fleet.until(each -> !each.state().inFlight().isEmpty(), TICK, LONGEST);
    fleet.tick(TICK);
    fleet
        .with(each -> each.tier() == Tier.GOLD)
        .limit(10)
        .forEach(each -> each.broken(fleet.now().plus(Duration.ofHours(1))));
    fleet.until(each -> each.phase() == RolloutPhase.HALTED, TICK, LONGEST);
    assertThat(fleet.state().reason()).isEqualTo(PhaseReason.TOO_MANY_FAILURES);
  }

  @Test
  void who_was_not_ready_long_before_makes_no_incident() {
    SimulatedFleet fleet =
        SimulatedFleet.of(700)
            .fault(OLD, each -> number(each) % 10 < 7 ? Fault.NOT_READY : Fault.NONE)
            .fault(NEW, each -> Fault.NOT_READY)
            .path(PlayedPaths.paused(PlayedPaths.to(NEW), true));
    fleet.run(Duration.ofMinutes(5), TICK);
    fleet.path(PlayedPaths.to(NEW));
    fleet.until(each -> each.phase() == RolloutPhase.HALTED, TICK, LONGEST);
    assertThat(fleet.state().reason()).isEqualTo(PhaseReason.TOO_MANY_FAILURES);
  }

  @Test
  void a_service_that_was_created_on_the_target_was_not_moved_and_cannot_fail() {
    SimulatedFleet fleet = SimulatedFleet.of(70).fault(NEW, only("created", Fault.BURNING));
    fleet.until(each -> each.wave().equals("silver"), TICK, LONGEST);
    fleet.create("created", Tier.BRONZE);
    complete(fleet);
    assertThat(fleet.get("created").memory().applied()).isEqualTo(NEW);
    assertThat(fleet.state().failed()).isEmpty();
    assertThat(fleet.get("created").moves).hasSize(1);
  }

  @Test
  void who_failed_and_is_then_pinned_or_deleted_is_not_listed_any_more() {
    SimulatedFleet fleet =
        SimulatedFleet.of(700)
            .fault(
                NEW, each -> number(each) == 0 || number(each) == 1 ? Fault.NOT_READY : Fault.NONE);
    fleet.until(each -> each.state().failed().size() == 2, TICK, LONGEST);
    fleet.get("service-0000").pin(OLD);
    fleet.delete("service-0001");
    fleet.tick(TICK);
    assertThat(fleet.state().failed()).isEmpty();
    fleet.fault(NEW, each -> Fault.NONE).get("service-0000").pin(null);
    complete(fleet);
    assertThat(fleet.on(NEW)).isEqualTo(699);
  }

  /** Trap 4: «back to previous» flipped one service 750 times. */
  @Test
  void a_service_never_flips_between_revisions() {
    SimulatedFleet fleet =
        SimulatedFleet.of(14)
            .fault(NEW, each -> Fault.NOT_READY)
            .fault("1.2.0", each -> Fault.BURNING);
    fleet.run(Duration.ofHours(12), TICK);
    fleet.path(PlayedPaths.to("1.2.0"));
    fleet.run(Duration.ofHours(12), TICK);
    assertThat(fleet.services.values())
        .allSatisfy(
            each -> {
              assertThat(each.moves).as(each.name).hasSizeLessThanOrEqualTo(4);
              assertThat(each.memory().lastGood()).isEqualTo(OLD);
              assertThat(each.memory().applied()).isEqualTo(OLD);
            });
  }

  @Test
  void a_revert_is_one_wave_without_a_soak_that_begins_with_what_is_broken() {
    SimulatedFleet fleet = SimulatedFleet.of(700);
    complete(fleet);
    Set<String> broken = Set.of("service-0001", "service-0100", "service-0600");
    fleet.fault(NEW, each -> broken.contains(each.name) ? Fault.NOT_READY : Fault.NONE);
    fleet.tick(TICK);
    fleet.path(PlayedPaths.backTo(OLD));
    fleet.tick(TICK);
    assertThat(fleet.wave()).isEqualTo(Wave.REVERT);
    assertThat(fleet.state().inFlight()).hasSize(100);
    assertThat(fleet.state().inFlight().subList(0, 3))
        .extracting(InFlight::name)
        .containsExactlyInAnyOrderElementsOf(broken);
    complete(fleet);
    assertThat(fleet.on(OLD)).isEqualTo(700);
    assertThat(fleet.state().current()).isEqualTo(OLD);
    assertThat(fleet.events.get(fleet.events.size() - 1).kind())
        .isEqualTo(RolloutEvent.Kind.COMPLETE);
  }

  @Test
  void going_back_to_what_is_current_in_mid_rollout_is_a_revert() {
    SimulatedFleet fleet = SimulatedFleet.of(70);
    fleet.until(each -> each.wave().equals("silver"), TICK, LONGEST);
    fleet.path(PlayedPaths.to(OLD));
    fleet.tick(TICK);
    assertThat(fleet.wave()).isEqualTo(Wave.REVERT);
    assertThat(fleet.state().inFlight()).as("40 bronze and the first 2 silver").hasSize(42);
    complete(fleet);
    assertThat(fleet.on(OLD)).isEqualTo(70);
  }

  @Test
  void an_expedited_version_drops_waves_and_soaks_but_no_gate() {
    SimulatedFleet fleet = SimulatedFleet.of(700);
    fleet.until(each -> each.wave().equals("bronze"), TICK, LONGEST);
    fleet.path(PlayedPaths.expedited(fleet.path()));
    fleet.tick(TICK);
    assertThat(fleet.wave()).isEqualTo(Wave.EXPEDITED);
    assertThat(fleet.state().inFlight()).hasSize(100);
    var before = fleet.now();
    complete(fleet);
    assertThat(Duration.between(before, fleet.now())).isLessThan(Duration.ofMinutes(20));

    SimulatedFleet bad =
        SimulatedFleet.of(700)
            .path(PlayedPaths.expedited(PlayedPaths.to(NEW)))
            .fault(NEW, each -> Fault.NOT_READY);
    bad.until(each -> each.phase() == RolloutPhase.HALTED, TICK, LONGEST);
    assertThat(bad.with(each -> !each.moves.isEmpty())).hasSize(100);
  }

  @Test
  void a_newer_version_starts_again_and_each_stays_on_what_it_has_until_its_turn() {
    SimulatedFleet fleet = SimulatedFleet.of(70);
    fleet.until(each -> each.wave().equals("silver"), TICK, LONGEST);
    fleet.tick(TICK);
    long moved = fleet.on(NEW);
    fleet.path(PlayedPaths.to("1.2.0"));
    fleet.tick(TICK);
    assertThat(fleet.wave()).isEqualTo("canary");
    assertThat(fleet.state().current()).isEqualTo(OLD);
    assertThat(fleet.events).extracting(RolloutEvent::kind).contains(RolloutEvent.Kind.SUPERSEDED);
    fleet.tick(TICK);
    assertThat(fleet.on("1.2.0")).isEqualTo(2);
    assertThat(fleet.on(NEW)).isGreaterThanOrEqualTo(moved - 2);
    complete(fleet);
    assertThat(fleet.on("1.2.0")).isEqualTo(70);
    assertThat(fleet.services.values())
        .allSatisfy(
            each ->
                assertThat(each.moves)
                    .as("forward only")
                    .extracting(SimulatedService.Move::to)
                    .isSubsetOf(List.of(NEW, "1.2.0")));
  }

  @Test
  void a_status_that_is_lost_does_not_try_again_who_failed() {
    SimulatedFleet fleet = SimulatedFleet.of(70).fault(NEW, only("service-0000", Fault.NOT_READY));
    fleet.until(each -> each.wave().equals("silver"), TICK, LONGEST);
    fleet.loseState();
    fleet.tick(TICK);
    assertThat(fleet.state().failed())
        .extracting(FailedService::reason)
        .containsExactly(FailureReason.FAILED_BEFORE);
    fleet.until(each -> each.wave().equals("gold"), TICK, LONGEST);
    assertThat(fleet.get("service-0000").moves).hasSize(2);
  }

  private static int number(SimulatedService service) {
    return Integer.parseInt(service.name.substring(service.name.indexOf('-') + 1));
  }

  private static Function<SimulatedService, Fault> only(String name, Fault fault) {
    return service -> service.name.equals(name) ? fault : Fault.NONE;
  }
}
