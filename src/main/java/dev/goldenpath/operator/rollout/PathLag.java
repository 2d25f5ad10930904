package dev.goldenpath.operator.rollout;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long services have stayed behind: pinned, held, paused, failed or left out. */
public final class PathLag {
  private PathLag() {}

  /**
   * When a revision was there.
   *
   * @param version its version
   * @param made when it was accepted
   * @param rolledOut when it went all the way, for the last time; null if it never did
   */
  public record RevisionTimes(String version, Instant made, @Nullable Instant rolledOut) {
    /** Its place in time: a revision that only some services got is as old as its document. */
    private Instant begins() {
      return Objects.requireNonNullElse(rolledOut, made);
    }
  }

  /**
   * When the oldest revision that a service has was superseded, which is when the next one went all
   * the way. Empty if no service is behind: a rollout under way supersedes nothing yet.
   */
  public static Optional<Instant> since(
      Collection<ServiceFact> services, Collection<RevisionTimes> revisions) {
    Map<String, RevisionTimes> known =
        revisions.stream()
            .collect(
                Collectors.toMap(RevisionTimes::version, Function.identity(), (one, other) -> one));
    Set<String> used =
        services.stream()
            .map(service -> service.placement().memory().applied())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return used.stream()
        .flatMap(
            version ->
                superseded(
                    Optional.ofNullable(known.get(version))
                        .map(RevisionTimes::begins)
                        .orElse(Instant.MIN),
                    revisions)
                    .stream())
        .min(Comparator.naturalOrder());
  }

  private static Optional<Instant> superseded(Instant begins, Collection<RevisionTimes> revisions) {
    return revisions.stream()
        .map(RevisionTimes::rolledOut)
        .filter(Objects::nonNull)
        .filter(each -> each.isAfter(begins))
        .min(Comparator.naturalOrder());
  }
}
