package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next state of a rollout. It alone decides who is in flight. The caller stores the state, and
 * only then lets services act by {@link RevisionOf}; a state that could not be stored is dropped,
 * and worked out again from the one that is stored.
 */
public final class RolloutTransition {
  private final RolloutInput input;

  private RolloutTransition(RolloutInput input) {
    this.input = input;
  }

  /**
   * The next state.
   *
   * @param before the stored state; null if there is none
   * @param path what the path asks for, after it was accepted
   * @param now the present time; used in whole seconds
   */
  public static RolloutStep next(
      @Nullable RolloutState before,
      PathFacts path,
      Strategy strategy,
      FleetFacts fleet,
      Instant now) {
    return new RolloutTransition(
            new RolloutInput(path, strategy, fleet, now.truncatedTo(ChronoUnit.SECONDS)))
        .next(before);
  }

  private RolloutStep next(@Nullable RolloutState before) {
    PathFacts path = input.path();
    RolloutDraft draft =
        before != null && before.target().equals(path.version())
            ? new RolloutDraft(before)
            : accepted(before);
    retryIfAsked(draft);
    new FailurePolicy(input, draft).apply(new HealthJudge(input, draft).judge());
    Waves waves = new Waves(input, draft);
    if (draft.is(RolloutPhase.HALTED)) {
      waves.count();
    } else if (path.paused()) {
      if (!draft.is(RolloutPhase.COMPLETE)) {
        draft.pause(PhaseReason.PATH_PAUSED);
        waves.count();
      }
    } else if (draft.is(RolloutPhase.COMPLETE)) {
      waves.moveStragglers();
    } else {
      waves.advance();
    }
    return draft.step();
  }

  /** A new target starts from the first wave; each service stays on what it has until its turn. */
  private RolloutDraft accepted(@Nullable RolloutState before) {
    PathFacts path = input.path();
    String current = before == null ? path.inForce() : before.current();
    boolean isRevert = path.rolledOut() || current.equals(path.version());
    String wave = isRevert ? Wave.REVERT : input.strategy().first().name();
    RolloutDraft draft =
        new RolloutDraft(
            new RolloutState(
                current,
                path.version(),
                RolloutPhase.PROGRESSING,
                null,
                WaveState.waiting(wave),
                List.of(),
                List.of(),
                retryAnnotation()));
    if (before != null && before.phase() != RolloutPhase.COMPLETE) {
      draft.report(
          RolloutEvent.Kind.SUPERSEDED, "replaces " + before.target() + ", which was on its way");
    }
    draft.report(
        RolloutEvent.Kind.ACCEPTED,
        isRevert ? "was current before, so it is a revert" : "begins with the first wave");
    // The state that listed them may be lost; their own memory is not.
    input.fleet().services().values().stream()
        .filter(service -> path.version().equals(service.placement().memory().failed()))
        .limit(Amount.MAXIMUM)
        .forEach(
            service ->
                draft.fail(
                    new FailedService(
                        service.name(), FailureReason.FAILED_BEFORE, null, input.now())));
    return draft;
  }

  /** Each text of the annotation is acted on once. */
  private void retryIfAsked(RolloutDraft draft) {
    @Nullable String asked = retryAnnotation();
    if (asked == null || asked.equals(draft.retriedAt())) {
      return;
    }
    draft.retriedAt(asked);
    if (!draft.is(RolloutPhase.HALTED) && draft.failed.isEmpty()) {
      return;
    }
    draft.report(
        RolloutEvent.Kind.RETRIED, draft.failed.size() + " failed services are tried again");
    draft.failed.clear();
    draft.inFlight.replaceAll((name, flight) -> flight.at(input.now()));
    @Nullable WaveState wave = draft.wave();
    if (draft.is(RolloutPhase.HALTED) && wave != null) {
      draft.wave(wave.retried());
      draft.progress();
    }
  }

  private @Nullable String retryAnnotation() {
    @Nullable String text = input.path().retry();
    return text == null ? null : MessageText.cut(text, Bounds.VERSION);
  }
}
