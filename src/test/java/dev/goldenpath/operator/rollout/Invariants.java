package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.rollout.SimulatedService.Cause;

/** What holds of every rollout after every step, whatever happens to the fleet. */
final class Invariants {
  private static final int BYTES = 20_000;

  private final SimulatedFleet fleet;
  private String wave = "";

  Invariants(SimulatedFleet fleet) {
    this.fleet = fleet;
  }

  void check() {
    RolloutState state = fleet.state();
    assertThat(fleet.largest()).isLessThan(BYTES);
    assertThat(state.inFlight().size()).isLessThanOrEqualTo(Amount.MAXIMUM);
    assertThat(state.failed().size()).isLessThanOrEqualTo(RolloutState.MAX_FAILED);
    boolean isSameWave = wave.equals(fleet.wave());
    wave = fleet.wave();
    for (InFlight flight : state.inFlight()) {
      if (flight.since().equals(fleet.now())) {
        checkDecision(state, flight, isSameWave);
      }
    }
  }

  private void checkDecision(RolloutState state, InFlight flight, boolean isSameWave) {
    SimulatedService service = fleet.get(flight.name());
    assertThat(service.isPaused()).as("%s is not moved while paused", service.name).isFalse();
    WaveState current = state.wave();
    if (current == null || fleet.strategy().indexOf(current.name()) < 0) {
      return;
    }
    Wave config = fleet.strategy().wave(current.name()).orElseThrow();
    if (isSameWave) {
      assertThat(state.inFlight().size())
          .as("concurrency of %s", current)
          .isLessThanOrEqualTo(config.maxConcurrency().roundedUp(current.services()));
    }
    boolean isVolunteer = state.target().equals(service.pin());
    assertThat(
            isVolunteer
                || fleet.strategy().waveOf(service.placement())
                    <= fleet.strategy().indexOf(current.name())
                || (config.isSample() && config.matches(service.placement())))
        .as("the turn of %s (%s) in %s", service.name, service.tier(), current)
        .isTrue();
  }

  /**
   * Every move has a reason. A service leaves the target only because it failed or was pinned, and
   * comes back at most twice without a pin: by the annotation, and after the last wave.
   */
  void checkMoves() {
    String target = fleet.path().version();
    for (SimulatedService service : fleet.services.values()) {
      assertThat(service.moves)
          .as(service.name)
          .allMatch(move -> move.cause() != null)
          .filteredOn(move -> target.equals(move.from()))
          .allMatch(move -> move.cause() == Cause.FAILED || move.cause() == Cause.PIN);
      long pinned = service.moves.stream().filter(move -> move.cause() == Cause.PIN).count();
      assertThat(service.moves)
          .as(service.name)
          .filteredOn(move -> move.cause() == Cause.IN_FLIGHT)
          .hasSizeLessThanOrEqualTo(3 + (int) pinned);
    }
  }
}
