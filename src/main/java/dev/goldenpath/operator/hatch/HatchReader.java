package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Catalogue;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.NearestName;
import dev.goldenpath.operator.goldenpath.OneWayDoors;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.goldenpath.Requested;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The annotations of a GoldenService, checked against the path document. */
public final class HatchReader {
  private final Catalogue catalogue;
  private final GoldenPath path;
  private final OneWayDoors doors;
  private final Map<String, Parameter> parameters;
  private final UnknownKeys unknownKeys;

  /** A reader of hatches on this path, of a service of which nothing is live. */
  public HatchReader(Catalogue catalogue, GoldenPath path) {
    this(catalogue, path, new OneWayDoors(catalogue, path, LiveValues.NONE), NearestName::to);
  }

  /**
   * A reader of hatches on this path.
   *
   * @param doors what the service's parameters may become, given what is live
   */
  public HatchReader(Catalogue catalogue, GoldenPath path, OneWayDoors doors) {
    this(catalogue, path, doors, NearestName::to);
  }

  HatchReader(
      Catalogue catalogue, GoldenPath path, OneWayDoors doors, UnknownKeys.Suggestion suggestion) {
    this.catalogue = catalogue;
    this.path = path;
    this.doors = doors;
    this.parameters = path.parameters();
    this.unknownKeys =
        new UnknownKeys(path.spec().components().keySet(), parameters.keySet(), suggestion);
  }

  /**
   * Interprets the annotations, without the GoldenPath resource.
   *
   * @param before the last valid hatches, which replace those that are invalid now
   */
  public Hatches read(Map<String, String> annotations, Tier tier, RememberedHatches before) {
    return read(annotations, tier, Requested.NOTHING, before, KnownRevisions.NONE);
  }

  /**
   * Interprets the annotations.
   *
   * @param requested what the service asks for beside them
   * @param before the last valid hatches, which replace those that are invalid now
   * @param revisions those that a pin may name
   */
  public Hatches read(
      Map<String, String> annotations,
      Tier tier,
      Requested requested,
      RememberedHatches before,
      KnownRevisions revisions) {
    AnnotationReader reading = new AnnotationReader(annotations);
    unknownKeys.reject(reading);
    HatchMetadata notes = HatchMetadata.read(reading);
    EjectReader ejects = new EjectReader(path, reading, notes, before);
    Map<String, HatchReason> ejected = ejects.ejected();
    Map<String, String> values =
        new OverrideReader(
                catalogue, path, tier, reading, ejected.keySet(), before, requested, doors)
            .values();
    Map<String, Hatches.PatchHatch> patches =
        new PatchReader(path, reading, notes, ejected.keySet(), before).patches();
    Optional<HatchReason> paused = ejects.paused();
    Optional<Hatches.Pinned> pin = new PinReader(revisions, reading, notes, before).pin();
    return new Hatches(
        values,
        overridden(values, path.defaults(tier), notes),
        patches,
        ejected,
        paused,
        pin,
        notes.until(),
        reading.rejected(),
        HatchHash.of(annotations));
  }

  private List<Hatches.Overridden> overridden(
      Map<String, String> values, Map<String, String> defaults, HatchMetadata notes) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
        .map(
            entry ->
                new Hatches.Overridden(
                    entry.getKey(),
                    entry.getValue(),
                    Objects.requireNonNull(defaults.get(entry.getKey())),
                    Objects.requireNonNull(parameters.get(entry.getKey()))
                        .isUnsafe(entry.getValue()),
                    notes.reason(entry.getKey())))
        .toList();
  }
}
