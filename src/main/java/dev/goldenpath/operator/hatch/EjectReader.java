package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.EscapeReason;
import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.path.GoldenPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The hatches that stop the operator: eject and paused. A component that is ejected stays so while
 * its reason cannot be read: a slip in a word must not let the operator in.
 */
final class EjectReader {
  private static final String NAMESPACE = "namespace";

  private final GoldenPath path;
  private final Reading reading;
  private final Notes notes;
  private final RememberedHatches before;

  EjectReader(GoldenPath path, Reading reading, Notes notes, RememberedHatches before) {
    this.path = path;
    this.reading = reading;
    this.notes = notes;
    this.before = before;
  }

  Map<String, Grounds> ejected() {
    Map<String, Grounds> ejected = new TreeMap<>();
    reading
        .under(GoldenLabels.EJECT)
        .forEach(
            (component, reason) ->
                reading
                    .read(GoldenLabels.EJECT + component, value -> eject(component, value))
                    .or(() -> was(component))
                    .ifPresent(
                        grounds -> ejected.put(component, grounds.until(notes.until(component)))));
    return ejected;
  }

  /**
   * A brake brakes: a reason that cannot be read is complained about, pauses all the same, and
   * counts as {@link EscapeReason#OTHER}. Whoever pauses in an incident is not to look up a code.
   */
  Optional<Grounds> paused() {
    return Optional.ofNullable(reading.all().get(GoldenLabels.PAUSED))
        .map(
            value ->
                reading
                    .read(GoldenLabels.PAUSED, EjectReader::pause)
                    .orElseGet(() -> Grounds.unreadable(value)))
        .map(grounds -> grounds.until(notes.until(Notes.PAUSED)));
  }

  private static Grounds pause(String reason) throws Unreadable {
    try {
      return Grounds.parse(reason);
    } catch (Unreadable e) {
      throw new Unreadable(
          e.getMessage() + "; the service is paused all the same, and counts as other");
    }
  }

  private Grounds eject(String component, String reason) throws Unreadable {
    if (component.equals(NAMESPACE)) {
      throw new Unreadable(
          "cannot eject the namespace, in which everything else lives; to eject everything, set"
              + " spec.deletionPolicy to Retain and delete the GoldenService: the namespace and"
              + " its data stay");
    }
    if (!path.enables(component)) {
      throw new Unreadable("has nothing to eject: the platform does not offer " + component);
    }
    return Grounds.parse(reason);
  }

  private Optional<Grounds> was(String component) {
    return Optional.ofNullable(before.handedOver().get(component))
        .filter(handedOver -> path.spec().components().containsKey(component))
        .map(RememberedHatches.HandedOver::grounds);
  }
}
