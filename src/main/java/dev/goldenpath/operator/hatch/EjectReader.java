package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The hatches that stop the operator: eject and paused. An ejected component stays ejected while
 * its reason is invalid: a typo must not make the operator take it back.
 */
final class EjectReader {
  private static final String NAMESPACE = "namespace";

  private final GoldenPath path;
  private final AnnotationReader reading;
  private final HatchMetadata notes;
  private final RememberedHatches before;

  EjectReader(
      GoldenPath path, AnnotationReader reading, HatchMetadata notes, RememberedHatches before) {
    this.path = path;
    this.reading = reading;
    this.notes = notes;
    this.before = before;
  }

  Map<String, HatchReason> ejected() {
    Map<String, HatchReason> ejected = new TreeMap<>();
    reading
        .under(Annotations.EJECT)
        .forEach(
            (component, text) ->
                reading
                    .read(Annotations.EJECT + component, value -> eject(component, value))
                    .or(() -> was(component))
                    .ifPresent(
                        reason -> ejected.put(component, reason.until(notes.until(component)))));
    return ejected;
  }

  /**
   * A pause always works: an invalid reason is reported, but pauses the service anyway and counts
   * as {@link HatchReasonCode#OTHER}. Nobody should have to look up a code during an incident.
   */
  Optional<HatchReason> paused() {
    return Optional.ofNullable(reading.all().get(Annotations.PAUSED))
        .map(
            value ->
                reading
                    .read(Annotations.PAUSED, EjectReader::pause)
                    .orElseGet(() -> HatchReason.unreadable(value)))
        .map(reason -> reason.until(notes.until(HatchMetadata.PAUSED)));
  }

  private static HatchReason pause(String reason) throws InvalidHatchException {
    try {
      return HatchReason.parse(reason);
    } catch (InvalidHatchException e) {
      throw new InvalidHatchException(
          e.getMessage() + "; the service is paused anyway, with the reason code other");
    }
  }

  private HatchReason eject(String component, String reason) throws InvalidHatchException {
    if (component.equals(NAMESPACE)) {
      throw new InvalidHatchException(
          "cannot eject the namespace, in which everything else lives; to eject everything, set"
              + " spec.deletionPolicy to Retain and delete the GoldenService: the namespace and"
              + " its data stay");
    }
    if (!path.enables(component)) {
      throw new InvalidHatchException("has no effect: the platform does not offer " + component);
    }
    return HatchReason.parse(reason);
  }

  private Optional<HatchReason> was(String component) {
    return Optional.ofNullable(before.handedOver().get(component))
        .filter(handedOver -> path.spec().components().containsKey(component))
        .map(RememberedHatches.HandedOver::why);
  }
}
