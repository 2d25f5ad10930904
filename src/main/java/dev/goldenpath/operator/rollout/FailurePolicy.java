package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What failures do. Each service that failed goes back by itself, and the others stay. More than
 * {@code maxFailures} in a wave halt the rollout: zero tolerance would halt most rollouts of a
 * large fleet, in which something unrelated always fails.
 */
final class FailurePolicy {
  private final RolloutInput input;
  private final RolloutDraft draft;

  FailurePolicy(RolloutInput input, RolloutDraft draft) {
    this.input = input;
    this.draft = draft;
  }

  void apply(List<HealthJudge.Failure> failures) {
    if (draft.is(PhaseReason.FLEET_INCIDENT)) {
      return;
    }
    @Nullable WaveState wave = draft.wave();
    // Who is tried once more, or comes after all waves, says nothing new about the target.
    if (wave == null || wave.name().equals(Wave.RETRY)) {
      failures.forEach(failure -> draft.fail(failure.service()));
      return;
    }
    long counted = failures.stream().filter(HealthJudge.Failure::counts).count();
    int limit = limit(wave);
    boolean isTooMany = counted > 0 && wave.failed() + counted > limit;
    boolean isHalted = draft.is(RolloutPhase.HALTED);
    if (isTooMany && !isHalted && new FleetIncident(input, draft, wave, failures).isOne()) {
      draft.halt(
          PhaseReason.FLEET_INCIDENT,
          "services that were not moved fail as often; nobody goes back");
      return;
    }
    int listed = 0;
    for (HealthJudge.Failure failure : failures) {
      listed += draft.fail(failure.service()) && failure.counts() ? 1 : 0;
    }
    draft.wave(wave.failing(listed));
    if (isTooMany && !isHalted) {
      draft.halt(
          PhaseReason.TOO_MANY_FAILURES,
          "%s failed in wave %s; at most %d may"
              .formatted(
                  MessageText.count(wave.failed() + counted, "service"), wave.name(), limit));
    }
  }

  private int limit(WaveState wave) {
    return input
        .strategy()
        .wave(wave.name())
        .map(Wave::maxFailures)
        .orElse(Wave.DEFAULT_FAILURES)
        .roundedDown(wave.services());
  }
}
