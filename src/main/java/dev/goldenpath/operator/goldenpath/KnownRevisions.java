package dev.goldenpath.operator.goldenpath;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of the golden path that a service can be pinned to.
 *
 * @param inForce whether there is a GoldenPath, and a revision of it is in force
 * @param versions those that there are
 * @param minimum the oldest one that counts; null for any
 */
public record KnownRevisions(boolean inForce, Set<String> versions, @Nullable String minimum) {
  /** Without the GoldenPath resource. */
  public static final KnownRevisions NONE = new KnownRevisions(false, Set.of(), null);

  /** So many are named in a message. */
  private static final int NAMED = 5;

  private static final int LONGEST = 64;

  /** Immutable. */
  public KnownRevisions {
    versions = Set.copyOf(versions);
  }

  /**
   * Why a pin to that version does not count; empty if it does. It continues a sentence that begins
   * with the version, and says what to do.
   */
  public Optional<String> problemWithPin(String version) {
    if (version.length() > LONGEST || SemanticVersion.of(version).isEmpty()) {
      return Optional.of("is not a semantic version such as 1.2.0; " + choice());
    }
    if (!inForce) {
      return Optional.of(
          "has no effect: no GoldenPath is in force, so there is no revision to stay on; "
              + choice());
    }
    if (!versions.contains(version)) {
      return Optional.of("is not a revision of the golden path; " + choice());
    }
    return isTooOld(version)
        ? Optional.of(
            "is older than "
                + minimum
                + ", the oldest revision that the platform team lets services stay on; "
                + choice())
        : Optional.empty();
  }

  private boolean isTooOld(String version) {
    return minimum != null && SemanticVersion.isOlder(version, minimum);
  }

  private String choice() {
    List<String> choices =
        versions.stream()
            .filter(version -> !isTooOld(version))
            .flatMap(version -> SemanticVersion.of(version).stream())
            .sorted(Comparator.reverseOrder())
            .map(SemanticVersion::toString)
            .toList();
    if (choices.isEmpty() || !inForce) {
      return "remove the annotation";
    }
    String more = choices.size() > NAMED ? " or an older one" : "";
    return "pin "
        + String.join(", ", choices.subList(0, Math.min(NAMED, choices.size())))
        + more
        + ", or remove the annotation";
  }
}
