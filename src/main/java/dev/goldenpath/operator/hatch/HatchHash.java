package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The hash that distinguishes one set of escape-hatch annotations from another. */
public final class HatchHash {
  private static final int CHARACTERS = 16;

  /** Our annotations that are not hatches. */
  private static final Set<String> OTHERS = Set.of(Annotations.ADOPT, Annotations.CONFIRM_DELETION);

  private HatchHash() {}

  /** Whether a key is read as a hatch, known or misspelt. */
  static boolean counts(String key) {
    return Annotations.isOurs(key) && !OTHERS.contains(key);
  }

  /** The first characters of a SHA-256 over the sorted keys and values; null if there are none. */
  public static @Nullable String of(Map<String, String> annotations) {
    Map<String, String> hatches = new TreeMap<>(annotations);
    hatches.keySet().removeIf(key -> !counts(key));
    if (hatches.isEmpty()) {
      return null;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      // The text of a map is ambiguous: the lengths show where a value ends.
      hatches.forEach(
          (key, value) ->
              digest.update(
                  (key + "=" + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
