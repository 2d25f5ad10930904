package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.path.GoldenPath;
import dev.goldenpath.operator.path.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The annotations of a GoldenService, held against the path document. */
public final class HatchReader {
  private final GoldenPath path;
  private final Map<String, Parameter> parameters;

  /** A reader of hatches on this path. */
  public HatchReader(GoldenPath path) {
    this.path = path;
    this.parameters = path.parameters();
  }

  /**
   * What the annotations come to.
   *
   * @param before what counted last, in place of what cannot be read now
   */
  public Hatches read(Map<String, String> annotations, Tier tier, RememberedHatches before) {
    Reading reading = new Reading(annotations);
    Set<String> components = path.spec().components().keySet();
    Set<String> names = new TreeSet<>(components);
    names.addAll(parameters.keySet());
    Notes notes = Notes.read(reading, names);
    EjectReader ejects = new EjectReader(path, reading, notes, before);
    Map<String, Grounds> ejected = ejects.ejected();
    Map<String, String> values =
        new OverrideReader(path, tier, reading, ejected.keySet(), before).values();
    Map<String, Hatches.PatchHatch> patches =
        new PatchReader(path, reading, notes, ejected.keySet(), before).patches();
    Optional<Grounds> paused = ejects.paused();
    rejectUnknownKeys(reading, names);
    return new Hatches(
        values,
        overridden(values, path.defaults(tier), notes),
        patches,
        ejected,
        paused,
        notes.until(),
        reading.rejected(),
        HatchHash.of(annotations));
  }

  private List<Hatches.Overridden> overridden(
      Map<String, String> values, Map<String, String> defaults, Notes notes) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
        .map(
            entry ->
                new Hatches.Overridden(
                    entry.getKey(),
                    entry.getValue(),
                    defaults.get(entry.getKey()),
                    parameters.get(entry.getKey()).isUnsafe(entry.getValue()),
                    notes.grounds(entry.getKey())))
        .toList();
  }

  /** A key in our domain that means nothing is a slip of the pen in one that would. */
  private void rejectUnknownKeys(Reading reading, Set<String> names) {
    for (String key : reading.all().keySet()) {
      if (HatchHash.counts(key) && !isHatch(key)) {
        reading.reject(key, "means nothing; did you mean " + Nearest.to(key, keys(names)) + "?");
      }
    }
  }

  private static boolean isHatch(String key) {
    return key.equals(GoldenLabels.PAUSED)
        || Stream.of(
                GoldenLabels.OVERRIDE,
                GoldenLabels.PATCH,
                GoldenLabels.EJECT,
                GoldenLabels.UNTIL,
                GoldenLabels.REASON)
            .anyMatch(key::startsWith);
  }

  private Set<String> keys(Set<String> names) {
    Set<String> keys =
        new TreeSet<>(
            Set.of(GoldenLabels.PAUSED, GoldenLabels.ADOPT, GoldenLabels.CONFIRM_DELETION));
    parameters.keySet().forEach(name -> keys.add(GoldenLabels.OVERRIDE + name));
    path.spec()
        .components()
        .keySet()
        .forEach(
            name -> {
              keys.add(GoldenLabels.PATCH + name);
              keys.add(GoldenLabels.EJECT + name);
            });
    names.forEach(
        name -> {
          keys.add(GoldenLabels.UNTIL + name);
          keys.add(GoldenLabels.REASON + name);
        });
    return keys;
  }
}
