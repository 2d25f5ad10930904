package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Bounds;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The metadata of hatches: how long they may stay open, and why they are open. By parameter, or by
 * component for all hatches in it.
 */
final class HatchMetadata {
  static final String PAUSED = "paused";
  static final String PIN = "pin";

  private static final String NO_DATE = "is not a date; write the last day as 2026-12-31";

  private final Map<String, LocalDate> until;
  private final Map<String, HatchReason> reasons;

  private HatchMetadata(Map<String, LocalDate> until, Map<String, HatchReason> reasons) {
    this.until = until;
    this.reasons = reasons;
  }

  /** Reads them. */
  static HatchMetadata read(AnnotationReader reading) {
    return new HatchMetadata(
        read(reading, Annotations.UNTIL, HatchMetadata::date),
        read(reading, Annotations.REASON, HatchReason::parse));
  }

  private static <T> Map<String, T> read(
      AnnotationReader reading, String prefix, AnnotationReader.Parser<T> parser) {
    Map<String, T> notes = new TreeMap<>();
    for (String name : reading.under(prefix).keySet()) {
      reading.read(prefix + name, parser).ifPresent(note -> notes.put(name, note));
    }
    return notes;
  }

  private static LocalDate date(String value) throws InvalidHatchException {
    if (value.length() > Bounds.TIME) {
      throw new InvalidHatchException(NO_DATE);
    }
    try {
      LocalDate day = LocalDate.parse(value);
      if (day.getYear() < 2000 || day.getYear() > 9999) {
        throw new InvalidHatchException("is too far away; the year is 2000 to 9999");
      }
      return day;
    } catch (DateTimeParseException e) {
      throw new InvalidHatchException(NO_DATE);
    }
  }

  Map<String, LocalDate> until() {
    return until;
  }

  Optional<LocalDate> until(String target) {
    return about(target, until);
  }

  /** The reason of a hatch whose value cannot hold one. */
  HatchReason reason(String target) {
    return about(target, reasons).orElse(HatchReason.NONE).until(until(target));
  }

  /** The metadata of a parameter takes precedence over that of its component. */
  private static <T> Optional<T> about(String target, Map<String, T> notes) {
    int dot = target.indexOf('.');
    return Optional.ofNullable(notes.get(target))
        .or(
            () ->
                dot < 0
                    ? Optional.empty()
                    : Optional.ofNullable(notes.get(target.substring(0, dot))));
  }
}
