package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.api.path.GoldenPathStatus.Counts;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a GoldenPath. Ready is true while services are being moved: otherwise a health
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
   * @param services the number of services by the version that they were built from; the empty
   *     string for those without one
   */
  public GoldenPathStatus assemble(
      GoldenPathStatus previous,
      long generation,
      PathAcceptance acceptance,
      Map<String, Integer> services) {
    @Nullable String target = acceptance.accepted() ? acceptance.version() : previous.target();
    Counts counts =
        new Counts(
            services.values().stream().mapToInt(Integer::intValue).sum(),
            target == null ? 0 : services.getOrDefault(target, 0));
    Conditions conditions =
        new Conditions(
            previous.conditions(),
            generation,
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    if (acceptance.accepted()) {
      boolean done = counts.onTarget() == counts.services();
      conditions.add(
          ConditionType.READY,
          true,
          done ? Reason.UP_TO_DATE : Reason.ROLLING_OUT,
          "%s: %d of %d services have it".formatted(target, counts.onTarget(), counts.services()));
    } else {
      String message = summary(acceptance, target);
      conditions.add(ConditionType.READY, false, acceptance.reason(), message);
      conditions.add(ConditionType.STALLED, true, acceptance.reason(), message);
    }
    conditions.add(
        ConditionType.PATH_ACCEPTED,
        acceptance.accepted(),
        acceptance.reason(),
        String.join("; ", acceptance.messages()),
        Bounds.LONGEST_MESSAGE);
    return new GoldenPathStatus(generation, target, target, counts, conditions.all());
  }

  private static String summary(PathAcceptance acceptance, @Nullable String target) {
    return "%s is not used: %s; %s"
        .formatted(
            acceptance.version(),
            acceptance.messages().get(0),
            target == null ? "services keep the path that they have" : target + " stays in force");
  }

  /** Whether more than numbers has changed. */
  public static boolean isNews(GoldenPathStatus before, GoldenPathStatus after) {
    return !Objects.equals(before.observedGeneration(), after.observedGeneration())
        || !Objects.equals(before.target(), after.target())
        || !isSame(before, after);
  }

  /** The Event for the change from one status to the next, if there is one. */
  public static Optional<Transition> between(GoldenPathStatus before, GoldenPathStatus after) {
    StatusCondition accepted = accepted(after).orElseThrow();
    if (!accepted.holds()) {
      return isSame(before, after)
          ? Optional.empty()
          : Optional.of(new Transition(true, EventReason.PATH_REJECTED, accepted.message()));
    }
    return Objects.equals(before.target(), after.target())
        ? Optional.empty()
        : Optional.of(
            new Transition(
                false,
                EventReason.PATH_ACCEPTED,
                after.target() + ": every service is built from it from now on"));
  }

  private static boolean isSame(GoldenPathStatus before, GoldenPathStatus after) {
    return accepted(before)
        .map(PathStatusAssembler::word)
        .equals(accepted(after).map(PathStatusAssembler::word));
  }

  private static List<String> word(StatusCondition condition) {
    return List.of(condition.status(), condition.reason(), condition.message());
  }

  private static Optional<StatusCondition> accepted(GoldenPathStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(ConditionType.PATH_ACCEPTED))
        .findFirst();
  }
}
