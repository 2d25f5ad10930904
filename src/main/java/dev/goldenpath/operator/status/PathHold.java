package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.GoldenServiceStatus.FailedPath;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.PathFacts;
import dev.goldenpath.operator.rollout.ServicePlacement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a service is not moved to the target of the golden path: the condition PathHeld. It lasts
 * until something is done, unlike the wait for a wave, which is not a hold.
 *
 * @param reason from {@link Reason}
 * @param message what keeps it, and what to do; fits a condition
 */
public record PathHold(String reason, String message) {
  /** So many conflicts are named. */
  private static final int NAMED = 3;

  /** So much is said of each. */
  private static final int LONGEST_CONFLICT = 256;

  /** So much of the API server's answer is passed on. */
  private static final int LONGEST_ANSWER = 512;

  /** The message is cut. */
  public PathHold {
    message = MessageText.cut(message, Bounds.MESSAGE);
  }

  /**
   * What is known about the service and the rollout.
   *
   * @param target the revision that the fleet is to have
   * @param service what it has, and its pin
   * @param pinned whether the pin keeps it from the target
   * @param paused whether its owner paused it
   * @param moving whether it is being moved to the target now
   * @param failed the last revision that failed on it; null if none did
   * @param conflicts the overrides and patches that do not fit the target; empty if it is moved
   *     nevertheless
   */
  public record Facts(
      String target,
      ServicePlacement service,
      boolean pinned,
      boolean paused,
      boolean moving,
      @Nullable FailedPath failed,
      List<RejectedHatch> conflicts) {}

  /** Empty if it has the target, or only waits for its wave. */
  public static Optional<PathHold> of(Facts facts) {
    @Nullable String applied = facts.service().memory().applied();
    if (applied == null || applied.equals(facts.target())) {
      return Optional.empty();
    }
    String target = facts.target();
    String present = PathFacts.BUILT_IN.equals(applied) ? "what it has" : applied;
    if (facts.pinned()) {
      return hold(
          Reason.PINNED, staying(Annotations.PIN, String.valueOf(facts.service().pin()), target));
    }
    if (facts.paused()) {
      return hold(Reason.PAUSED, staying(Annotations.PAUSED, present, target));
    }
    if (facts.moving()) {
      return Optional.empty();
    }
    if (!facts.conflicts().isEmpty()) {
      return conflict(facts.conflicts(), present, target);
    }
    return Optional.ofNullable(facts.failed())
        .filter(failed -> target.equals(failed.version()))
        .flatMap(failed -> failure(failed, present, target));
  }

  private static String staying(String annotation, String present, String target) {
    return "%s: keeps the service on %s, so it does not get %s; remove the annotation to get it"
        .formatted(annotation, present, target);
  }

  private static Optional<PathHold> conflict(
      List<RejectedHatch> conflicts, String present, String target) {
    boolean isPatchAlone =
        conflicts.stream().allMatch(each -> each.key().startsWith(Annotations.PATCH));
    int more = conflicts.size() - NAMED;
    return hold(
        isPatchAlone ? Reason.PATCH_CONFLICT : Reason.OVERRIDE_CONFLICT,
        "%s%s; this does not fit %s, so the service stays on %s; change or remove the annotation to get %s"
            .formatted(
                conflicts.stream()
                    .limit(NAMED)
                    .map(
                        each ->
                            MessageText.cut(each.key() + ": " + each.problem(), LONGEST_CONFLICT))
                    .collect(Collectors.joining("; ")),
                more > 0 ? "; and " + more + " more" : "",
                target,
                present,
                target));
  }

  private static Optional<PathHold> failure(FailedPath failed, String present, String target) {
    boolean isRefused = FailureReason.REFUSED.text().equals(failed.reason());
    return hold(
        isRefused ? Reason.REFUSED : Reason.ROLLED_BACK,
        (isRefused
                ? "%s: the API server rejected it for this service, so nothing was written and the service"
                    + " stays on %s; the platform team must change the path and retry: %s"
                : "%s: the service failed on it and went back to %s; the platform team can retry: %s")
            .formatted(
                target,
                present,
                MessageText.cut(
                    Objects.requireNonNullElse(
                        failed.message(), Objects.requireNonNullElse(failed.reason(), "")),
                    LONGEST_ANSWER)));
  }

  private static Optional<PathHold> hold(String reason, String message) {
    return Optional.of(new PathHold(reason, message));
  }
}
