package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Escape;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchReasonCode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One hatch that a status shows as open: what conditions, Events and metrics are made from.
 *
 * @param kind which hatch
 * @param component where; {@value #WHOLE_SERVICE} for a pause
 * @param subject what left the path: a parameter, a component, an object, the service
 * @param detail what it has instead; empty where nothing is to be said
 * @param reason a code of {@link HatchReasonCode}
 * @param words the owner's; may be empty
 * @param until the last day that its owner wants it open
 */
public record OpenHatch(
    HatchKind kind,
    String component,
    String subject,
    String detail,
    String reason,
    String words,
    Optional<LocalDate> until) {
  /** Stands for every component. */
  public static final String WHOLE_SERVICE = "all";

  /** Every hatch that is open by a status. */
  public static Stream<OpenHatch> in(GoldenServiceStatus status) {
    return Stream.of(
            status.overrides().stream().map(OpenHatch::override),
            status.patched().stream().map(each -> of(HatchKind.PATCH, each, each.component())),
            status.ejected().stream().map(each -> of(HatchKind.EJECT, each, each.component())),
            status.unmanaged().stream().map(each -> of(HatchKind.UNMANAGED, each, each.object())),
            Stream.ofNullable(status.paused())
                .map(each -> of(HatchKind.PAUSE, each, "the service")))
        .flatMap(hatches -> hatches);
  }

  private static OpenHatch override(GoldenServiceStatus.Override override) {
    return new OpenHatch(
        override.lowersGuarantee() ? HatchKind.UNSAFE_OVERRIDE : HatchKind.OVERRIDE,
        override.component(),
        override.parameter(),
        "is " + override.value() + " instead of " + override.standard(),
        known(override.reason()),
        text(override.message()),
        day(override.until()));
  }

  private static OpenHatch of(HatchKind kind, Escape escape, String subject) {
    return new OpenHatch(
        kind,
        escape.component() == null ? WHOLE_SERVICE : escape.component(),
        text(subject),
        text(escape.patch()),
        known(escape.reason()),
        text(escape.message()),
        day(escape.until()));
  }

  /** Whether its last day has passed. */
  public boolean isOverdue(LocalDate today) {
    return until.filter(today::isAfter).isPresent();
  }

  /** Whether it is this very hatch, whatever it has and why. */
  boolean isSame(OpenHatch other) {
    return (kind == other.kind || isOverride() && other.isOverride())
        && subject.equals(other.subject);
  }

  private boolean isOverride() {
    return kind == HatchKind.OVERRIDE || kind == HatchKind.UNSAFE_OVERRIDE;
  }

  /** The reason and the words, as their owner wrote them; empty where there are none. */
  String why() {
    if (reason.equals(HatchReasonCode.NONE.code())) {
      return words;
    }
    return words.isEmpty() ? reason : reason + ": " + words;
  }

  /** A status may have been written by another version: its codes must not grow the metrics. */
  private static String known(String code) {
    return HatchReasonCode.of(text(code)).orElse(HatchReasonCode.NONE).code();
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static Optional<LocalDate> day(String until) {
    try {
      return Optional.ofNullable(until).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
