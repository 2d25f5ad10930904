package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.FailedPath;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import dev.goldenpath.operator.rollout.PathFacts;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Event of a service that has another revision of the path: one for each move. */
public final class RevisionTransition {
  private RevisionTransition() {}

  /**
   * The Event between one status and the next. A move that changes no object has none, or each new
   * version would make one for every service; a service that goes back always has one.
   *
   * @param changes whether an object changed
   */
  public static Optional<Transition> between(
      Optional<GoldenServiceStatus> before, GoldenServiceStatus after, boolean changes) {
    Optional<FailedPath> failure = rollback(before, after);
    if (failure.isPresent()) {
      return failure.map(
          failed ->
              new Transition(
                  true,
                  EventReason.ROLLED_BACK,
                  "back on revision %s of the golden path: %s failed%s"
                      .formatted(revision(after).orElse(""), failed.version(), details(failed))));
    }
    return changes && isMoved(before, after)
        ? Optional.of(
            new Transition(
                false,
                EventReason.MOVED,
                "revision %s of the golden path instead of %s"
                    .formatted(
                        revision(after).orElse(""),
                        before.flatMap(RevisionTransition::revision).orElse(""))))
        : Optional.empty();
  }

  /** Why the service went back between one status and the next, if it did. */
  public static Optional<FailedPath> rollback(
      Optional<GoldenServiceStatus> before, GoldenServiceStatus after) {
    @Nullable PathRef path = after.path();
    Optional<String> left = before.flatMap(RevisionTransition::revision);
    return isMoved(before, after) && path != null
        ? Optional.ofNullable(path.failed())
            .filter(failed -> left.isPresent() && left.get().equals(failed.version()))
        : Optional.empty();
  }

  private static boolean isMoved(Optional<GoldenServiceStatus> before, GoldenServiceStatus after) {
    Optional<String> left = before.flatMap(RevisionTransition::revision);
    return left.isPresent() && !left.equals(revision(after));
  }

  private static Optional<String> revision(GoldenServiceStatus status) {
    return Optional.ofNullable(status.path())
        .filter(path -> path.version() != null)
        .map(
            path ->
                path.desired() == null
                    ? PathFacts.BUILT_IN
                    : Objects.requireNonNull(path.version()));
  }

  private static String details(FailedPath failed) {
    return Stream.of(failed.reason(), failed.message())
        .filter(Objects::nonNull)
        .map(each -> ": " + each)
        .collect(Collectors.joining());
  }
}
