package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.goldenpath.MessageText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The waves, one after another: services are picked while there is room in flight; once nobody is
 * left to be picked and those in flight are done, the wave soaks; then the next one begins. Who
 * arrives later is moved in its turn, and never restarts a soak. A wave without services is over at
 * once, and one without a change needs no soak.
 *
 * <pre>{@code
 * waiting   startedAt is not set
 *    |      somebody is in the wave, and it is not paused
 * picking   startedAt: services go in flight as long as there is room
 *    |      nobody is left to be picked
 * watched   pickedAt: those in flight are judged
 *    |      none of those is in flight any more; if all have failed: halted
 * soaking   soakUntil
 *    |      that moment has passed
 * the next wave, then that of the retries, then Complete
 * }</pre>
 */
final class Waves {
  private final RolloutInput input;
  private final RolloutDraft draft;
  private final GateVerdict gate;

  Waves(RolloutInput input, RolloutDraft draft) {
    this.input = input;
    this.draft = draft;
    this.gate =
        GateVerdict.of(
            input.strategy().errorBudget(),
            input.fleet().errorBudgets(),
            input.fleet().services().size());
  }

  /** Goes on until something has to be waited for. */
  void advance() {
    draft.progress();
    @Nullable WaveState state = current();
    while (state != null && isOver(state, wave(state))) {
      state = draft.wave();
    }
  }

  /** Counts the present wave, and does nothing else. */
  void count() {
    @Nullable WaveState state = draft.wave();
    if (state != null) {
      count(WaveTally.of(input, draft, state, wave(state)));
    }
  }

  /** After the last wave: who resumed, was unpinned, or is no longer held. */
  void moveStragglers() {
    if (gate.waits()) {
      return;
    }
    List<ServiceFact> stragglers =
        input.fleet().services().values().stream()
            .filter(input::isBehind)
            .filter(service -> !draft.inFlight.containsKey(service.name()))
            .filter(service -> !draft.failed.containsKey(service.name()))
            .toList();
    int limit = Wave.DEFAULT_CONCURRENCY.roundedUp(input.fleet().services().size());
    pick(stragglers, limit, /* isRevert= */ false);
  }

  /** The present wave, which is another one if the spec or the annotation changed. */
  private @Nullable WaveState current() {
    @Nullable WaveState state = draft.wave();
    if (state == null || state.name().equals(Wave.REVERT) || state.name().equals(Wave.RETRY)) {
      return state;
    }
    boolean isExpedited = input.path().isExpedited();
    boolean isListed =
        !state.name().equals(Wave.EXPEDITED) && input.strategy().wave(state.name()).isPresent();
    if (isExpedited ? state.name().equals(Wave.EXPEDITED) : isListed) {
      return state;
    }
    String another = isExpedited ? Wave.EXPEDITED : input.strategy().first().name();
    // Who was moved in the wave that ends here is still watched.
    draft.wave(state.renamed(another));
    if (state.startedAt() != null) {
      draft.report(
          RolloutEvent.Kind.WAVE_STARTED,
          "wave %s ends early; %s begins".formatted(state.name(), another));
    }
    return draft.wave();
  }

  private Wave wave(WaveState state) {
    return input.strategy().wave(state.name()).orElseGet(input.strategy()::first);
  }

  private boolean isOver(WaveState before, Wave wave) {
    WaveTally tally = WaveTally.of(input, draft, before, wave);
    WaveState state = before;
    if (state.startedAt() == null && tally.own().isEmpty()) {
      next(wave);
      return true;
    }
    if (wave.paused()) {
      count(tally);
      draft.pause(PhaseReason.WAVE_PAUSED);
      if (!gate.waits()) {
        pick(tally.late(), Wave.DEFAULT_CONCURRENCY.roundedUp(tally.services()), false);
      }
      return false;
    }
    if (state.startedAt() == null) {
      state = state.begun(input.now());
      draft.wave(state);
      draft.report(
          RolloutEvent.Kind.WAVE_STARTED,
          "wave %s begins: %s"
              .formatted(wave.name(), MessageText.count(tally.services(), "service")));
    }
    draft.wave(state.gated(gate.message()));
    count(tally);
    if (gate.waits()) {
      return false;
    }
    int limit = wave.maxConcurrency().roundedUp(tally.services());
    int picked = pick(tally.candidates(), limit, wave.name().equals(Wave.REVERT));
    if (picked == 0 && !tally.candidates().isEmpty() && draft.inFlight.isEmpty()) {
      draft.halt(PhaseReason.TOO_MANY_FAILURES, "no more failed services can be listed");
      return false;
    }
    return isWatched(wave, tally, picked == tally.candidates().size());
  }

  private boolean isWatched(Wave wave, WaveTally tally, boolean isAllPicked) {
    WaveState state = draft.requireWave();
    Instant now = input.now();
    if (isAllPicked && state.pickedAt() == null) {
      state = state.picked(now);
    }
    @Nullable Instant pickedAt = state.pickedAt();
    boolean isDone =
        pickedAt != null
            && draft.inFlight.values().stream().allMatch(each -> each.since().isAfter(pickedAt));
    if (isDone && isAllFailed(wave, tally, state)) {
      draft.wave(state);
      draft.halt(PhaseReason.TOO_MANY_FAILURES, "all services of wave " + wave.name() + " failed");
      return false;
    }
    if (isDone && state.soakUntil() == null) {
      // Of services that the target does not change there is nothing to watch.
      state = state.soaking(tally.changed() == 0 ? now : now.plus(wave.soak()));
    }
    draft.wave(state);
    if (state.soakUntil() == null || now.isBefore(state.soakUntil())) {
      return false;
    }
    draft.report(
        RolloutEvent.Kind.WAVE_DONE,
        "wave %s is done: %s moved, %d failed"
            .formatted(wave.name(), MessageText.count(tally.moved(), "service"), state.failed()));
    next(wave);
    return true;
  }

  /** The services of a small wave may be fewer than it takes to exceed its limit. */
  private static boolean isAllFailed(Wave wave, WaveTally tally, WaveState state) {
    return tally.moved() == 0 && state.failed() > 0 && !wave.name().equals(Wave.RETRY);
  }

  private void next(Wave wave) {
    Optional<Wave> after = input.strategy().after(wave.name());
    if (after.isPresent()) {
      draft.wave(WaveState.waiting(after.get().name()));
    } else if (!wave.name().equals(Wave.RETRY) && !draft.failed.isEmpty()) {
      draft.wave(WaveState.waiting(Wave.RETRY));
    } else {
      draft.complete();
    }
  }

  private int pick(List<ServiceFact> candidates, int limit, boolean isRevert) {
    int picked = 0;
    PickOrder order = new PickOrder(input, isRevert);
    for (ServiceFact service : order.first(candidates, limit - draft.inFlight.size())) {
      if (!draft.move(service, input.now(), input.symptoms(service))) {
        break;
      }
      picked++;
    }
    return picked;
  }

  private void count(WaveTally tally) {
    draft.wave(draft.requireWave().counted(tally.services(), tally.moved()));
  }
}
