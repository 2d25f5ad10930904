package dev.goldenpath.operator.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The services of the present wave, counted.
 *
 * @param own those of the wave that may be moved now
 * @param late those of earlier waves that may be moved now: they resumed, for example
 * @param moved how many are on the target, and got there in this wave
 * @param changed how many of those the target changed: there is something to watch
 * @param inFlight how many are being moved
 * @param failed how many failed in this wave
 */
record WaveTally(
    List<ServiceFact> own,
    List<ServiceFact> late,
    int moved,
    int changed,
    int inFlight,
    int failed) {

  /** How many services the wave moves. */
  int services() {
    return own.size() + late.size() + moved + inFlight + failed;
  }

  /** All that may be moved now. */
  List<ServiceFact> candidates() {
    return Stream.concat(own.stream(), late.stream()).toList();
  }

  /** Looks at every service once. */
  static WaveTally of(RolloutInput input, RolloutDraft draft, WaveState state, Wave wave) {
    Counter counter = new Counter(input, draft, state, wave);
    input.fleet().services().values().forEach(counter::add);
    return counter.tally();
  }

  private static final class Counter {
    private final RolloutInput input;
    private final RolloutDraft draft;
    private final WaveState state;
    private final Wave wave;
    private final int index;
    private final List<ServiceFact> own = new ArrayList<>();
    private final List<ServiceFact> late = new ArrayList<>();
    private final List<ServiceFact> sampled = new ArrayList<>();
    private int matching;
    private int touched;
    private int moved;
    private int changed;
    private int failed;

    Counter(RolloutInput input, RolloutDraft draft, WaveState state, Wave wave) {
      this.input = input;
      this.draft = draft;
      this.state = state;
      this.wave = wave;
      this.index = input.strategy().indexOf(wave.name());
    }

    void add(ServiceFact service) {
      if (service.isNew()) {
        return;
      }
      @Nullable FailedService failure = draft.failed.get(service.name());
      boolean hasJustFailed = failure != null && isOfThisWave(failure);
      boolean isInFlight = draft.inFlight.containsKey(service.name());
      boolean isOnTarget = service.isOn(draft.target);
      failed += hasJustFailed ? 1 : 0;
      boolean isMoved = failure == null && !isInFlight && isOnTarget && isOfThisWave(service);
      moved += isMoved ? 1 : 0;
      changed += isMoved && service.effect().changes() ? 1 : 0;
      boolean isRetry = failure != null && wave.name().equals(Wave.RETRY) && !hasJustFailed;
      boolean isTouched = !isRetry && (failure != null || isInFlight || isOnTarget);
      if (isOfSample(service)) {
        matching++;
        touched += isTouched ? 1 : 0;
        if (!isTouched && input.isMovable(service)) {
          sampled.add(service);
        }
      } else if (!isTouched && input.isMovable(service)) {
        addCandidate(service);
      }
    }

    private void addCandidate(ServiceFact service) {
      int place = input.strategy().waveOf(service.placement());
      if (isTakenUnlisted(service) || place == index || isVolunteer(service)) {
        own.add(service);
      } else if (place < index) {
        late.add(service);
      }
    }

    /** Who failed in the moment in which a wave began failed in the one before. */
    private boolean isOfThisWave(FailedService failure) {
      return state.startedAt() != null && failure.at().isAfter(state.startedAt());
    }

    private boolean isOfThisWave(ServiceFact service) {
      return state.includes(service.placement().memory().since());
    }

    /** Whether the wave is one that no spec lists, and takes the service. */
    private boolean isTakenUnlisted(ServiceFact service) {
      return switch (wave.name()) {
        case Wave.REVERT, Wave.EXPEDITED -> true;
        case Wave.RETRY -> draft.failed.containsKey(service.name());
        default -> false;
      };
    }

    private boolean isOfSample(ServiceFact service) {
      return wave.isSample()
          && !isVolunteer(service)
          && wave.matches(service.placement())
          && input.strategy().waveOf(service.placement()) > index;
    }

    private boolean isVolunteer(ServiceFact service) {
      return draft.target.equals(service.placement().pin());
    }

    WaveTally tally() {
      PickOrder order = new PickOrder(input, /* isRevert= */ false);
      own.addAll(order.first(sampled, wave.quota(matching) - touched));
      return new WaveTally(own, late, moved, changed, draft.inFlight.size(), failed);
    }
  }
}
