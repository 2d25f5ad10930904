package dev.goldenpath.operator.goldenpath;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The version of a path document, ordered by precedence as in semver.org 2.0.0, section 11. Build
 * metadata is not accepted: two versions that differ only in it would have the same precedence.
 */
public final class SemanticVersion implements Comparable<SemanticVersion> {
  private static final Pattern FORM =
      Pattern.compile("([0-9]+)[.]([0-9]+)[.]([0-9]+)(?:-([0-9A-Za-z.-]+))?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final String text;
  private final List<BigInteger> release;
  private final List<String> preRelease;

  private SemanticVersion(String text, List<BigInteger> release, List<String> preRelease) {
    this.text = text;
    this.release = release;
    this.preRelease = preRelease;
  }

  /** The version with that text; empty if the text is not a version. */
  public static Optional<SemanticVersion> of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    List<BigInteger> release =
        Stream.of(parts.group(1), parts.group(2), parts.group(3)).map(BigInteger::new).toList();
    String suffix = parts.group(4);
    return Optional.of(
        new SemanticVersion(
            text, release, suffix == null ? List.of() : Arrays.asList(suffix.split("[.]", -1))));
  }

  /** Whether both are versions, and the first has lower precedence than the second. */
  public static boolean isOlder(String version, String than) {
    return of(version)
        .flatMap(older -> of(than).map(newer -> older.compareTo(newer) < 0))
        .orElse(false);
  }

  @Override
  public int compareTo(SemanticVersion other) {
    for (int i = 0; i < release.size(); i++) {
      int order = release.get(i).compareTo(other.release.get(i));
      if (order != 0) {
        return order;
      }
    }
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      // A pre-release comes before its release.
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
      int order = compare(preRelease.get(i), other.preRelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  private static int compare(String identifier, String other) {
    boolean number = NUMBER.matcher(identifier).matches();
    boolean otherNumber = NUMBER.matcher(other).matches();
    if (number && otherNumber) {
      return new BigInteger(identifier).compareTo(new BigInteger(other));
    }
    // Numbers come before words; words are compared as ASCII.
    return number == otherNumber ? identifier.compareTo(other) : number ? -1 : 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SemanticVersion version
        && release.equals(version.release)
        && preRelease.equals(version.preRelease);
  }

  @Override
  public int hashCode() {
    return 31 * release.hashCode() + preRelease.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
