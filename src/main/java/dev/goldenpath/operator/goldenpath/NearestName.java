package dev.goldenpath.operator.goldenpath;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that was probably meant. */
public final class NearestName {
  /**
   * No known name is longer, but the typed text may be, and computing the distance costs the
   * product of both lengths.
   */
  private static final int LONGEST = 128;

  /** One typo in three letters, and at most two: beyond that, it is another word. */
  private static final int LETTERS_PER_SLIP = 3;

  private static final int MOST_SLIPS = 2;

  private NearestName() {}

  /** The nearest of the names, which must not be empty. */
  public static String to(String typed, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(name -> distance(typed, name))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** The nearest of the names, if it differs by no more than a typo. */
  public static Optional<String> closeTo(String typed, Collection<String> known) {
    int slips = Math.min(MOST_SLIPS, typed.length() / LETTERS_PER_SLIP);
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(to(typed, known)).filter(name -> distance(typed, name) <= slips);
  }

  private static int distance(String typed, String name) {
    String start = typed.substring(0, Math.min(LONGEST, typed.length()));
    return LevenshteinDistance.getDefaultInstance().apply(start, name);
  }
}
