package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Patches, checked as far as possible without the objects that they change. */
final class PatchReader {
  private final GoldenPath path;
  private final AnnotationReader reading;
  private final HatchMetadata notes;
  private final Set<String> ejected;
  private final RememberedHatches before;

  PatchReader(
      GoldenPath path,
      AnnotationReader reading,
      HatchMetadata notes,
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
    for (String component : reading.under(Annotations.PATCH).keySet()) {
      Optional<MergePatch> wanted =
          reading.read(Annotations.PATCH + component, value -> check(component, value));
      var attempts =
          Stream.concat(wanted.stream(), lastGood(component).stream()).distinct().toList();
      if (!attempts.isEmpty()) {
        patches.put(
            component,
            new Hatches.PatchHatch(attempts, ruleOf(component), notes.reason(component)));
      }
    }
    return patches;
  }

  private MergePatch check(String component, String value) throws InvalidHatchException {
    if (ejected.contains(component)) {
      throw new InvalidHatchException(
          "has no effect while " + component + " is ejected; remove one of the two annotations");
    }
    if (ruleOf(component).isClosed()) {
      throw new InvalidHatchException(
          "has no effect: the component "
              + component
              + " cannot be patched, since patches are applied with the operator's rights");
    }
    return MergePatch.parse(value);
  }

  private PatchRule ruleOf(String component) {
    return new PatchRule(
        Objects.requireNonNull(path.spec().components().get(component)).patchable());
  }

  private Optional<MergePatch> lastGood(String component) {
    return Optional.ofNullable(before.patches().get(component))
        .filter(text -> path.spec().components().containsKey(component))
        .filter(text -> !ejected.contains(component))
        .flatMap(
            text -> {
              try {
                return Optional.of(MergePatch.parse(text));
              } catch (InvalidHatchException e) {
                return Optional.empty();
              }
            });
  }
}
