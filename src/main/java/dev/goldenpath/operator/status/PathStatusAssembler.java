package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.api.path.GoldenPathStatus.Counts;
import dev.goldenpath.operator.api.path.GoldenPathStatus.Impact;
import dev.goldenpath.operator.api.path.PathRolloutStatus;
import dev.goldenpath.operator.rollout.PhaseReason;
import dev.goldenpath.operator.rollout.RolloutPhase;
import dev.goldenpath.operator.rollout.RolloutState;
import dev.goldenpath.operator.rollout.WaveState;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a GoldenPath. Ready is true while a rollout goes as planned: otherwise a health
 * check would wait, and block the commit that fixes it, for as long as that takes.
 */
public final class PathStatusAssembler {
  private final Clock clock;

  public PathStatusAssembler(Clock clock) {
    this.clock = clock;
  }

  /**
   * The status after a look at the document and the fleet.
   *
   * @param state how far the target is; empty if no document was accepted yet
   * @param stored the same as it is stored
   * @param counts the fleet now
   * @param impact the fleet when the target was accepted; null if none was
   */
  public GoldenPathStatus assemble(
      GoldenPathStatus previous,
      long generation,
      PathAcceptance acceptance,
      Optional<RolloutState> state,
      @Nullable PathRolloutStatus stored,
      Counts counts,
      @Nullable Impact impact) {
    Conditions conditions = new Conditions(previous.conditions(), generation, Timestamp.now(clock));
    boolean isHalted = state.filter(each -> each.phase() == RolloutPhase.HALTED).isPresent();
    if (!acceptance.accepted()) {
      addStalled(conditions, acceptance.reason(), summary(acceptance, state));
    } else if (isHalted) {
      addStalled(conditions, Reason.HALTED, progress(state.orElseThrow(), counts));
    } else {
      conditions.add(
          ConditionType.READY,
          true,
          reason(state),
          state.map(each -> progress(each, counts)).orElse(""));
    }
    conditions.add(
        ConditionType.PATH_ACCEPTED,
        acceptance.accepted(),
        acceptance.reason(),
        String.join("; ", acceptance.messages()),
        Bounds.LONGEST_MESSAGE);
    state.ifPresent(
        each ->
            conditions.add(
                ConditionType.ROLLED_OUT,
                // Whoever waits for a document that is refused must not be content with the former.
                acceptance.accepted() && each.phase() == RolloutPhase.COMPLETE,
                acceptance.accepted() ? reason(state) : acceptance.reason(),
                each.target()));
    return new GoldenPathStatus(
        generation,
        state.map(RolloutState::current).orElse(null),
        state.map(RolloutState::target).orElse(null),
        counts,
        impact,
        stored,
        conditions.all());
  }

  private static void addStalled(Conditions conditions, String reason, String message) {
    conditions.add(ConditionType.READY, false, reason, message);
    conditions.add(ConditionType.STALLED, true, reason, message);
  }

  private static String reason(Optional<RolloutState> state) {
    return state
        .map(
            each ->
                switch (each.phase()) {
                  case COMPLETE -> Reason.UP_TO_DATE;
                  case PAUSED -> Reason.PAUSED;
                  case HALTED -> Reason.HALTED;
                  case PROGRESSING -> Reason.ROLLING_OUT;
                })
        .orElse(Reason.VALID);
  }

  private static String progress(RolloutState state, Counts counts) {
    @Nullable WaveState wave = state.wave();
    return "%s: %d of %d services have it%s%s%s"
        .formatted(
            state.target(),
            counts.onTarget(),
            counts.services(),
            wave == null ? "" : "; wave " + wave.name(),
            why(state.reason()),
            state.failed().isEmpty() ? "" : "; " + failures(state));
  }

  private static String why(@Nullable PhaseReason reason) {
    if (reason == null) {
      return "";
    }
    return switch (reason) {
      case PATH_PAUSED -> "; paused by the annotation goldenpath.dev/paused";
      case WAVE_PAUSED -> ", which is paused in the spec";
      case TOO_MANY_FAILURES -> "; halted: too many failed";
      case FLEET_INCIDENT -> "; halted: services that were not moved fail, too";
    };
  }

  /** The first failures by name, and the number of the others. */
  private static String failures(RolloutState state) {
    List<String> first =
        state.failed().stream()
            .limit(3)
            .map(
                failed -> failed.name() + (failed.message() == null ? "" : ": " + failed.message()))
            .toList();
    int more = state.failed().size() - first.size();
    return "failed: " + String.join(", ", first) + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private static String summary(PathAcceptance acceptance, Optional<RolloutState> state) {
    return "%s is not used: %s; %s"
        .formatted(
            acceptance.version(),
            acceptance.messages().get(0),
            state
                .map(each -> each.target() + " stays in force")
                .orElse("services keep the path that they have"));
  }

  /** Whether more than numbers has changed. */
  public static boolean isNews(GoldenPathStatus before, GoldenPathStatus after) {
    return !Objects.equals(before.observedGeneration(), after.observedGeneration())
        || !Objects.equals(before.target(), after.target())
        || !accepted(before).equals(accepted(after));
  }

  /** The message of a document that is refused now, and was not before. */
  public static Optional<String> refusal(GoldenPathStatus before, GoldenPathStatus after) {
    return accepted(after).equals(accepted(before))
        ? Optional.empty()
        : after.conditions().stream()
            .filter(condition -> condition.type().equals(ConditionType.PATH_ACCEPTED))
            .filter(condition -> !condition.holds())
            .map(StatusCondition::message)
            .findFirst();
  }

  /** Whether no document is refused: also true of a path that nobody has looked at. */
  public static boolean isAccepted(GoldenPathStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(ConditionType.PATH_ACCEPTED))
        .allMatch(StatusCondition::holds);
  }

  private static List<String> accepted(GoldenPathStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(ConditionType.PATH_ACCEPTED))
        .flatMap(each -> List.of(each.status(), each.reason(), each.message()).stream())
        .toList();
  }
}
