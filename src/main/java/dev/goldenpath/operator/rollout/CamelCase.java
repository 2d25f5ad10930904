package dev.goldenpath.operator.rollout;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The word for machines of a constant, as in conditions and Events. */
final class CamelCase {
  private CamelCase() {}

  /** {@code WaveStarted} of {@code WAVE_STARTED}. */
  static String of(Enum<?> constant) {
    return Arrays.stream(constant.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
