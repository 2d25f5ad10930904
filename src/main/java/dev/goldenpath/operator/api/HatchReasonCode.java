package dev.goldenpath.operator.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a service leaves the path, as one word: a closed set, so that reasons can be counted. */
public enum HatchReasonCode {
  PERFORMANCE,
  COMPLIANCE,
  MISSING_FEATURE,
  MIGRATION,
  INCIDENT,
  COST,
  OTHER,
  /** No reason was given. Not a code that people write. */
  NONE;

  /** As people write it and metrics show it: {@code missing-feature}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reason with a code that people may write. */
  public static Optional<HatchReasonCode> of(String code) {
    return Arrays.stream(values())
        .filter(reason -> reason != NONE && reason.text().equals(code))
        .findFirst();
  }

  /** Every code that people may write, for messages. */
  public static String codes() {
    return Arrays.stream(values())
        .filter(reason -> reason != NONE)
        .map(HatchReasonCode::text)
        .collect(Collectors.joining(", "));
  }
}
