package dev.goldenpath.operator.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the services in flight and those that soak, by readiness and error budget. Health counts
 * only if the target changed something that may be its cause, and the service was healthy before: a
 * failure that has nothing to do with the target would be there without it, too.
 */
final class HealthJudge {
  /**
   * A service that failed.
   *
   * @param service how
   * @param counts whether that says something about the target
   */
  record Failure(FailedService service, boolean counts) {}

  private final RolloutInput input;
  private final RolloutDraft draft;
  private final Map<String, ServiceFact> services;

  HealthJudge(RolloutInput input, RolloutDraft draft) {
    this.input = input;
    this.draft = draft;
    this.services = input.fleet().services();
  }

  /** Takes those that are done off the lists, and returns those that failed just now. */
  List<Failure> judge() {
    draft.failed.keySet().removeIf(name -> isGone(services.get(name)));
    List<Failure> failures = new ArrayList<>();
    for (InFlight flight : List.copyOf(draft.inFlight.values())) {
      @Nullable ServiceFact service = services.get(flight.name());
      // Deleted, paused, pinned or held in the meantime: it stays on what it has.
      if (service == null || !input.isMovable(service)) {
        draft.inFlight.remove(flight.name());
        continue;
      }
      Optional<Failure> failure = failureInFlight(flight, service);
      failure.ifPresent(failures::add);
      if (failure.isEmpty() && isMoved(flight, service)) {
        draft.inFlight.remove(flight.name());
      }
    }
    @Nullable WaveState wave = draft.wave();
    if (wave != null) {
      for (ServiceFact service : services.values()) {
        if (isSoaking(wave, service)) {
          failureWhileSoaking(service).ifPresent(failures::add);
        }
      }
    }
    return failures;
  }

  private boolean isGone(@Nullable ServiceFact service) {
    return service == null
        || service.placement().isHeldByPin(input.path().version(), input.path().minimumVersion());
  }

  private boolean isMoved(InFlight flight, ServiceFact service) {
    return service.isOn(draft.target)
        && (!service.effect().changes()
            || isReadyLongEnough(service)
            || (isOverdue(flight) && !(flight.proves() && mayFail(service))));
  }

  private Optional<Failure> failureInFlight(InFlight flight, ServiceFact service) {
    boolean proves = flight.proves() && service.effect().changes();
    if (!service.isOn(draft.target)) {
      TargetEffect.@Nullable Refusal refusal = service.effect().refusal();
      if (refusal != null && !refusal.at().isBefore(flight.since())) {
        return Optional.of(
            failure(service, FailureReason.REFUSED, refusal.message(), flight.proves()));
      }
      return isOverdue(flight)
          ? Optional.of(
              failure(
                  service, FailureReason.NOT_APPLIED, "not applied within " + deadline(), proves))
          : Optional.empty();
    }
    if (!proves) {
      return Optional.empty();
    }
    return burning(service)
        .or(
            () ->
                isOverdue(flight) && !isReadyLongEnough(service) && mayFail(service)
                    ? Optional.of(
                        failure(
                            service,
                            FailureReason.NOT_READY,
                            "not Ready within " + deadline(),
                            true))
                    : Optional.empty());
  }

  /** Whether it was moved in this wave, is on the target, and has somewhere to go back to. */
  private boolean isSoaking(WaveState wave, ServiceFact service) {
    ServiceMemory memory = service.placement().memory();
    return service.isOn(draft.target)
        && wave.includes(memory.since())
        && !memory.unproven()
        && service.effect().changes()
        && service.canLeave(draft.target)
        && input.isMovable(service)
        && !draft.inFlight.containsKey(service.name())
        && !draft.failed.containsKey(service.name());
  }

  private Optional<Failure> failureWhileSoaking(ServiceFact service) {
    return burning(service)
        .or(
            () ->
                mayFail(service)
                        && service
                            .health()
                            .isNotReadyFor(input.strategy().progressDeadline(), input.now())
                    ? Optional.of(
                        failure(
                            service,
                            FailureReason.NOT_READY,
                            "not Ready for " + deadline() + " after it was moved",
                            true))
                    : Optional.empty());
  }

  private Optional<Failure> burning(ServiceFact service) {
    return Optional.ofNullable(input.fleet().errorBudgets().burning().get(service.name()))
        .filter(message -> service.effect().mayCause().contains(Symptom.ERROR_BUDGET_BURNING))
        .map(message -> failure(service, FailureReason.ERROR_BUDGET_BURNING, message, true));
  }

  /** Of one that is Ready by now and then, nobody can say what it lacked in between. */
  private static boolean mayFail(ServiceFact service) {
    return service.health().ready() || service.effect().mayCause().contains(Symptom.NOT_READY);
  }

  private Failure failure(
      ServiceFact service, FailureReason reason, String message, boolean counts) {
    return new Failure(new FailedService(service.name(), reason, message, input.now()), counts);
  }

  /** Readiness from before the target was applied is not taken for that of the target. */
  private boolean isReadyLongEnough(ServiceFact service) {
    Duration minReady = input.strategy().minReady();
    @Nullable Instant applied = service.placement().memory().since();
    return service.health().isReadyFor(minReady, input.now())
        && applied != null
        && !applied.plus(minReady).isAfter(input.now());
  }

  private boolean isOverdue(InFlight flight) {
    return !flight.since().plus(input.strategy().progressDeadline()).isAfter(input.now());
  }

  private String deadline() {
    return StrategyReader.text(input.strategy().progressDeadline());
  }
}
