package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.render.Rendering;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.text.ObjectText;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.hatch.MergePatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects that the road has of one component.
 *
 * @param component its name
 * @param rendered in the order in which they are applied
 * @param quantities the fields that hold quantities
 */
record ComponentObjects(String component, List<DesiredObject> rendered, Set<String> quantities) {

  /**
   * Those of a component.
   *
   * @param planned a service that does not eject it
   */
  static ComponentObjects of(PlannedSubject planned, String component) {
    Map<Component, List<DesiredObject>> objects =
        Rendering.of(planned.subject(), planned.plan()).objects();
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(component))
        .findFirst()
        .map(
            entry -> new ComponentObjects(component, entry.getValue(), entry.getKey().quantities()))
        .orElseGet(() -> new ComponentObjects(component, List.of(), Set.of()));
  }

  /** As YAML without the marks of the operator, so that whoever applies it owns it. */
  String yaml() {
    return rendered.stream()
        .map(object -> ObjectText.yaml(unmarked(object.content())))
        .collect(Collectors.joining());
  }

  /** An object as its owner has it. */
  static Map<String, Object> unmarked(Map<String, Object> content) {
    Map<String, Object> patch = new HashMap<>();
    Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(content.get("metadata"));
    for (String field : List.of("labels", "annotations")) {
      if (metadata.get(field) instanceof Map<?, ?> marks) {
        Map<String, Object> ours = new HashMap<>();
        marks.keySet().stream()
            .map(String.class::cast)
            .filter(Labels::isMark)
            .forEach(key -> ours.put(key, null));
        patch.put(field, ours.size() == marks.size() ? null : ours);
      }
    }
    return MergePatch.merge(Map.of("metadata", patch), content);
  }

  /** How many there are, for people. */
  String count() {
    return rendered.size() == 1 ? "1 object" : rendered.size() + " objects";
  }
}
