package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revision that a service is pinned to. If the pin is invalid, the last valid one stays in
 * effect as long as it counts itself: a typo must not move a service.
 */
public final class PinReader {
  private final KnownRevisions known;
  private final AnnotationReader reading;
  private final HatchMetadata notes;
  private final RememberedHatches before;

  PinReader(
      KnownRevisions known,
      AnnotationReader reading,
      HatchMetadata notes,
      RememberedHatches before) {
    this.known = known;
    this.reading = reading;
    this.notes = notes;
    this.before = before;
  }

  /** The pin that counts; an invalid one is rejected. */
  Optional<Hatches.Pinned> pin() {
    if (!reading.all().containsKey(Annotations.PIN)) {
      return Optional.empty();
    }
    return reading
        .read(Annotations.PIN, this::check)
        .or(() -> lastValid(known, before))
        .map(version -> new Hatches.Pinned(version, notes.reason(HatchMetadata.PIN)));
  }

  private String check(String version) throws InvalidHatchException {
    Optional<String> problem = known.problemWithPin(version);
    if (problem.isPresent()) {
      throw new InvalidHatchException(
          problem.get()
              + lastValid(known, before)
                  .map(valid -> "; " + MessageText.quoted(valid) + " stays in effect")
                  .orElse(""));
    }
    return version;
  }

  private static Optional<String> lastValid(KnownRevisions known, RememberedHatches before) {
    return Optional.ofNullable(before.pin())
        .filter(version -> known.problemWithPin(version).isEmpty());
  }

  /**
   * The version of the pin that counts, for whoever needs nothing else of the hatches.
   *
   * @param before the last valid hatches
   */
  public static Optional<String> version(
      Map<String, String> annotations, KnownRevisions known, RememberedHatches before) {
    @Nullable String wanted = annotations.get(Annotations.PIN);
    if (wanted == null) {
      return Optional.empty();
    }
    return known.problemWithPin(wanted).isEmpty() ? Optional.of(wanted) : lastValid(known, before);
  }
}
