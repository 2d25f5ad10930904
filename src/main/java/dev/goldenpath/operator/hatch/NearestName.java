package dev.goldenpath.operator.hatch;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that was probably meant. */
final class NearestName {
  /** No known name is longer; what is typed may be, and the distance costs the product of both. */
  private static final int LONGEST = 128;

  private NearestName() {}

  static String to(String typed, Collection<String> known) {
    String start = typed.substring(0, Math.min(LONGEST, typed.length()));
    return known.stream()
        .min(
            Comparator.<String>comparingInt(
                    name -> LevenshteinDistance.getDefaultInstance().apply(start, name))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }
}
