package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.text.ObjectText;
import dev.goldenpath.operator.api.GoldenService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Annotations of a service that are set, or removed.
 *
 * @param service its name
 * @param set new values, by key
 * @param removed keys
 */
record AnnotationChange(String service, Map<String, String> set, Set<String> removed) {
  /** Sets annotations, which are written in that order. */
  static AnnotationChange setting(String service, Map<String, String> set) {
    return new AnnotationChange(service, new LinkedHashMap<>(set), Set.of());
  }

  /** Removes annotations. */
  static AnnotationChange removing(String service, Set<String> keys) {
    return new AnnotationChange(service, Map.of(), new TreeSet<>(keys));
  }

  /**
   * The arguments of the kubectl that makes the change. A value that is there is overwritten only
   * if the caller has seen it.
   *
   * @param present the annotations that the caller has seen
   */
  List<String> arguments(Map<String, String> present) {
    List<String> arguments = new ArrayList<>(List.of("annotate", "gsvc", service));
    set.forEach((key, value) -> arguments.add(key + "=" + value));
    removed.forEach(key -> arguments.add(key + "-"));
    boolean overwrites =
        set.entrySet().stream()
            .anyMatch(
                entry ->
                    present.containsKey(entry.getKey())
                        && !Objects.equals(present.get(entry.getKey()), entry.getValue()));
    if (overwrites) {
      arguments.add("--overwrite");
    }
    return arguments;
  }

  /** The annotations as they will be. */
  Map<String, String> appliedTo(Map<String, String> before) {
    Map<String, String> annotations = new HashMap<>(before);
    annotations.putAll(set);
    annotations.keySet().removeAll(removed);
    return annotations;
  }

  /** Whether a service has it. */
  boolean isIn(GoldenService now) {
    Map<String, String> annotations = now.getMetadata().getAnnotations();
    return annotations.entrySet().containsAll(set.entrySet())
        && removed.stream().noneMatch(annotations::containsKey);
  }

  /** The same for a repository: a manifest to merge, or the lines to delete. */
  String yaml() {
    if (set.isEmpty()) {
      return "# Remove from metadata.annotations of GoldenService %s:\n%s"
          .formatted(
              service, removed.stream().map("#   %s\n"::formatted).reduce("", String::concat));
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", service);
    metadata.put("annotations", set);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("apiVersion", GoldenService.API_VERSION);
    manifest.put("kind", "GoldenService");
    manifest.put("metadata", metadata);
    return ObjectText.yaml(manifest);
  }
}
