package dev.goldenpath.operator.rollout;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which revision each service should have. It reads what is stored and what the service itself
 * remembers, never what is observed: so whoever leads comes to the same answer, and a status that
 * is lost moves nothing. In this order:
 *
 * <ol>
 *   <li>the pin, if it counts;
 *   <li>the target, if the service is in flight;
 *   <li>its last good revision, if it failed on the target and still has it;
 *   <li>what it has;
 *   <li>for a new service the target if its wave is over, otherwise what is current.
 * </ol>
 */
public final class RevisionOf {
  private final RolloutState state;
  private final Strategy strategy;
  private final @Nullable String minimumVersion;
  private final Set<String> inFlight;
  private final Set<String> failed;

  /** The function for one stored state and the spec beside it. */
  public RevisionOf(RolloutState state, Strategy strategy, @Nullable String minimumVersion) {
    this.state = state;
    this.strategy = strategy;
    this.minimumVersion = minimumVersion;
    inFlight = state.inFlight().stream().map(InFlight::name).collect(Collectors.toSet());
    failed = state.failed().stream().map(FailedService::name).collect(Collectors.toSet());
  }

  /** The revision that the service should have. */
  public String of(ServicePlacement service) {
    ServiceMemory memory = service.memory();
    @Nullable String pin = service.pin();
    if (pin != null && service.isHeldByPin(state.target(), minimumVersion)) {
      return pin;
    }
    if (inFlight.contains(service.name())) {
      return state.target();
    }
    @Nullable String applied = memory.applied();
    if (applied == null) {
      boolean isVolunteer = state.target().equals(pin);
      return isVolunteer || isWaveOver(service) ? state.target() : state.current();
    }
    boolean isLeaving = failed.contains(service.name()) && applied.equals(state.target());
    return isLeaving ? Optional.ofNullable(memory.lastGood()).orElse(applied) : applied;
  }

  private boolean isWaveOver(ServicePlacement service) {
    @Nullable WaveState wave = state.wave();
    if (wave == null) {
      return true;
    }
    return switch (wave.name()) {
      // What a revert leaves may be broken; where it goes was good.
      case Wave.REVERT, Wave.RETRY -> true;
      case Wave.EXPEDITED -> false;
      default -> strategy.waveOf(service) < strategy.indexOf(wave.name());
    };
  }

  /**
   * Whether what the service has is good, given that it is Ready now: the move to another revision
   * then records it as the last good one. A target becomes good once its wave has been watched. So
   * a service never goes back to a revision only because it had it before.
   */
  public boolean isGood(ServicePlacement service) {
    @Nullable String applied = service.memory().applied();
    if (applied == null || inFlight.contains(service.name()) || failed.contains(service.name())) {
      return false;
    }
    @Nullable WaveState wave = state.wave();
    return applied.equals(state.current())
        || (applied.equals(state.target())
            && wave != null
            && !wave.includes(service.memory().since())
            && isWaveOver(service));
  }
}
