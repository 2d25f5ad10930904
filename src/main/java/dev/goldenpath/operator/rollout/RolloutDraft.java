package dev.goldenpath.operator.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The next state while it is being worked out. Only {@link RolloutTransition} makes one. */
final class RolloutDraft {
  final String target;
  final Map<String, InFlight> inFlight = new LinkedHashMap<>();
  final Map<String, FailedService> failed = new LinkedHashMap<>();
  private final List<RolloutEvent> events = new ArrayList<>();
  private String current;
  private RolloutPhase phase;
  private @Nullable PhaseReason reason;
  private @Nullable WaveState wave;
  private @Nullable String retriedAt;

  RolloutDraft(RolloutState state) {
    target = state.target();
    current = state.current();
    phase = state.phase();
    reason = state.reason();
    wave = state.wave();
    retriedAt = state.retriedAt();
    state.inFlight().forEach(each -> inFlight.put(each.name(), each));
    state.failed().forEach(each -> failed.put(each.name(), each));
  }

  RolloutStep step() {
    return new RolloutStep(
        new RolloutState(
            current,
            target,
            phase,
            reason,
            wave,
            List.copyOf(inFlight.values()),
            StateBudget.fitted(failed.values(), inFlight.values()),
            retriedAt),
        List.copyOf(events));
  }

  void report(RolloutEvent.Kind kind, String message) {
    events.add(new RolloutEvent(kind, target + ": " + message));
  }

  boolean is(RolloutPhase another) {
    return phase == another;
  }

  boolean is(PhaseReason another) {
    return reason == another;
  }

  @Nullable WaveState wave() {
    return wave;
  }

  /** The present wave; only before the rollout is complete. */
  WaveState requireWave() {
    return Objects.requireNonNull(wave);
  }

  void wave(WaveState state) {
    wave = state;
  }

  @Nullable String retriedAt() {
    return retriedAt;
  }

  void retriedAt(@Nullable String annotation) {
    retriedAt = annotation;
  }

  void progress() {
    phase = RolloutPhase.PROGRESSING;
    reason = null;
  }

  void pause(PhaseReason why) {
    phase = RolloutPhase.PAUSED;
    reason = why;
  }

  void halt(PhaseReason why, String message) {
    phase = RolloutPhase.HALTED;
    reason = why;
    report(RolloutEvent.Kind.HALTED, message);
  }

  void complete() {
    phase = RolloutPhase.COMPLETE;
    reason = null;
    current = target;
    wave = null;
    report(
        RolloutEvent.Kind.COMPLETE,
        "all waves are done" + (failed.isEmpty() ? "" : ", " + failed.size() + " failed"));
  }

  /** Puts a service in flight, if the state has room for it; it is not failed any more. */
  boolean move(ServiceFact service, Instant now, List<Symptom> baseline) {
    @Nullable FailedService before = failed.remove(service.name());
    InFlight flight = new InFlight(service.name(), now, baseline);
    boolean hasRoom = StateBudget.hasRoom(failed.values(), inFlight.values(), flight);
    if (hasRoom) {
      inFlight.put(service.name(), flight);
    } else if (before != null) {
      failed.put(service.name(), before);
    }
    return hasRoom;
  }

  /** Lists a service as failed, if the state has room for it: else it stays where it is. */
  boolean fail(FailedService service) {
    @Nullable InFlight flight = inFlight.remove(service.name());
    boolean hasRoom = StateBudget.hasRoom(failed.values(), inFlight.values(), service);
    if (hasRoom) {
      failed.put(service.name(), service);
    } else if (flight != null) {
      inFlight.put(service.name(), flight);
    }
    return hasRoom;
  }
}
