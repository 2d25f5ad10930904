package dev.goldenpath.operator.hatch;

import com.google.re2j.Pattern;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a patch of one component may change. The operator applies it with more rights than the
 * author of a GoldenService has, so only the listed fields are patchable. Decided by the fields
 * that differ in the result, however the patch is written.
 */
public final class PatchRule {
  private static final String METADATA = "/metadata/(labels|annotations)/";

  private final List<String> patchable;
  private final List<Pattern> open;

  /**
   * A rule.
   *
   * @param patchable JSON pointers, each with all below it; {@code *} stands for any characters of
   *     one step
   */
  PatchRule(List<String> patchable) {
    this.patchable = patchable;
    open = patchable.stream().map(PatchRule::pattern).toList();
  }

  /** Matching takes linear time, whatever the number of stars and the keys of a patch. */
  private static Pattern pattern(String pointer) {
    return Pattern.compile(
        Stream.of(pointer.split("[*]", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*"))
            + "(/.*)?",
        Pattern.DOTALL);
  }

  boolean isClosed() {
    return patchable.isEmpty();
  }

  /**
   * A component's objects with the patch applied. It patches the one object or, if there are
   * several, holds a patch for each object that it changes, by its name, or by its kind if several
   * have one name.
   *
   * @throws InvalidHatchException if it would change a field that is not patchable, or matches no
   *     object
   */
  public List<Map<String, Object>> apply(MergePatch patch, List<Map<String, Object>> objects)
      throws InvalidHatchException {
    if (objects.isEmpty()) {
      throw new InvalidHatchException("has no effect: the component has no objects");
    }
    if (objects.size() == 1) {
      return List.of(patched(patch.content(), objects.get(0)));
    }
    Map<String, Object> parts = new TreeMap<>(patch.content());
    List<Map<String, Object>> patched = new ArrayList<>();
    List<List<String>> keys = keys(objects);
    for (int i = 0; i < objects.size(); i++) {
      Map<String, Object> object = objects.get(i);
      Optional<String> key = keys.get(i).stream().filter(parts::containsKey).findFirst();
      patched.add(key.isPresent() ? patched(parts.remove(key.get()), object) : object);
    }
    if (!parts.isEmpty()) {
      String name = parts.keySet().iterator().next();
      throw new InvalidHatchException(
          "has no object named "
              + MessageText.quoted(name)
              + "; did you mean "
              + NearestName.to(name, keys.stream().map(each -> each.get(0)).toList())
              + "?");
    }
    return patched;
  }

  /**
   * What a patch may call each object: its name or, of several with one name, its kind. The first
   * of these has the name as well: a patch stays valid when the component gets more objects.
   */
  private static List<List<String>> keys(List<Map<String, Object>> objects) {
    List<String> names = objects.stream().map(PatchRule::nameOf).toList();
    List<List<String>> keys = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      String name = names.get(i);
      if (Collections.frequency(names, name) == 1) {
        keys.add(List.of(name));
      } else {
        String kind = (String) Objects.requireNonNull(objects.get(i).get("kind"));
        keys.add(names.indexOf(name) == i ? List.of(kind, name) : List.of(kind));
      }
    }
    return keys;
  }

  private Map<String, Object> patched(@Nullable Object patch, Map<String, Object> object)
      throws InvalidHatchException {
    if (!(patch instanceof Map<?, ?> map)) {
      throw new InvalidHatchException("must hold a JSON object for " + nameOf(object));
    }
    Map<String, Object> patched = MergePatch.merge(map, object);
    for (String pointer : ChangedFields.between(object, patched)) {
      if (open.stream().noneMatch(each -> each.matches(pointer)) || isOurs(pointer)) {
        throw new InvalidHatchException(
            "changes "
                + MessageText.quoted(pointer)
                + ", which is not patchable; a patch of "
                + nameOf(object)
                + " may change "
                + String.join(", ", patchable));
      }
    }
    return patched;
  }

  private static String nameOf(Map<String, Object> object) {
    Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(object.get("metadata"));
    return (String) Objects.requireNonNull(metadata.get("name"));
  }

  /**
   * The labels and annotations that mark an owner's objects are never patchable, whatever the list
   * says.
   */
  private static boolean isOurs(String pointer) {
    String key = pointer.replaceFirst("^" + METADATA, "").replace("~1", "/");
    return key.length() < pointer.length()
        && (Annotations.isOurs(key) || key.equals(Labels.MANAGED_BY));
  }
}
