package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.api.HatchStatus;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One hatch that a status lists, in the form from which conditions, Events and metrics are built.
 * Another version may have written the status: an unknown kind is omitted, and invalid codes and
 * days count as none.
 *
 * @param kind which hatch
 * @param component where; {@value #WHOLE_SERVICE} for a pause, {@value #PATH} for a pin
 * @param entry as listed
 * @param reason a code of {@link HatchReasonCode}
 * @param until the last day that its owner wants it open
 */
public record OpenHatch(
    HatchKind kind, String component, HatchStatus entry, String reason, Optional<LocalDate> until) {
  /** Represents all components. */
  public static final String WHOLE_SERVICE = "all";

  /** Represents the golden path itself. */
  public static final String PATH = "path";

  /** Every hatch that a status lists as open. */
  public static Stream<OpenHatch> in(GoldenServiceStatus status) {
    return status.hatches().stream()
        .flatMap(entry -> HatchKind.of(entry.kind()).map(kind -> of(kind, entry)).stream());
  }

  private static OpenHatch of(HatchKind kind, HatchStatus entry) {
    return new OpenHatch(
        kind,
        kind == HatchKind.PIN
            ? PATH
            : entry.component() == null ? WHOLE_SERVICE : entry.component(),
        entry,
        HatchReasonCode.of(text(entry.reason())).orElse(HatchReasonCode.NONE).text(),
        day(entry.until()));
  }

  /** Its kind and its target: {@code override quota.memory}. */
  public String name() {
    return kind.text() + " " + entry.target();
  }

  /** Whether its last day has passed. */
  public boolean isOverdue(LocalDate today) {
    return until.filter(today::isAfter).isPresent();
  }

  /** Whether it lowers what the platform guarantees. */
  public boolean isUnsafe() {
    return Boolean.TRUE.equals(entry.unsafe());
  }

  /** The reason and the words, as their owner wrote them; empty if there are none. */
  String why() {
    String words = text(entry.message());
    if (reason.equals(HatchReasonCode.NONE.text())) {
      return words;
    }
    return words.isEmpty() ? reason : reason + ": " + words;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static Optional<LocalDate> day(@Nullable String until) {
    try {
      return Optional.ofNullable(until).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
