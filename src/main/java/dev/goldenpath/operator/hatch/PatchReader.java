package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.path.GoldenPath;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Patches, as far as they can be judged without the objects that they change. */
final class PatchReader {
  private final GoldenPath path;
  private final Reading reading;
  private final Notes notes;
  private final Set<String> ejected;
  private final RememberedHatches before;

  PatchReader(
      GoldenPath path,
      Reading reading,
      Notes notes,
      Set<String> ejected,
      RememberedHatches before) {
    this.path = path;
    this.reading = reading;
    this.notes = notes;
    this.ejected = ejected;
    this.before = before;
  }

  /** The patches, by component. */
  Map<String, Hatches.PatchHatch> patches() {
    Map<String, Hatches.PatchHatch> patches = new TreeMap<>();
    for (String component : reading.under(GoldenLabels.PATCH).keySet()) {
      Optional<Patch> wanted =
          reading.read(GoldenLabels.PATCH + component, value -> check(component, value));
      var attempts =
          Stream.concat(wanted.stream(), lastGood(component).stream()).distinct().toList();
      if (!attempts.isEmpty()) {
        patches.put(
            component,
            new Hatches.PatchHatch(attempts, ruleOf(component), notes.grounds(component)));
      }
    }
    return patches;
  }

  private Patch check(String component, String value) throws Unreadable {
    if (ejected.contains(component)) {
      throw new Unreadable(
          "changes nothing while " + component + " is ejected; remove one of the two annotations");
    }
    if (ruleOf(component).isClosed()) {
      throw new Unreadable(
          "changes nothing: all of "
              + component
              + " is closed to patches, since they are applied with the operator's rights");
    }
    return Patch.parse(value);
  }

  private PatchRule ruleOf(String component) {
    return new PatchRule(path.spec().components().get(component).patchable());
  }

  private Optional<Patch> lastGood(String component) {
    return Optional.ofNullable(before.patches().get(component))
        .filter(text -> path.spec().components().containsKey(component))
        .filter(text -> !ejected.contains(component))
        .flatMap(
            text -> {
              try {
                return Optional.of(Patch.parse(text));
              } catch (Unreadable e) {
                return Optional.empty();
              }
            });
  }
}
