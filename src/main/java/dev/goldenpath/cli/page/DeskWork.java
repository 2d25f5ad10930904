package dev.goldenpath.cli.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.cli.render.Rendering;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.cli.text.ObjectText;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.DesiredObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects of a service as desks write them: the same, without what the operator recognises its
 * own objects by.
 *
 * @param objects by component, in the product's order; components without any are left out
 */
record DeskWork(Map<String, List<Item>> objects) {
  /** What names the object; everything else is a value that somebody decides on. */
  private static final Set<String> FORM = Set.of("apiVersion", "kind");

  private static final ObjectMapper JSON = Json.MAPPER;

  /** One object. */
  record Item(String title, JsonNode content) {
    /** As a document. */
    String yaml() {
      return ObjectText.yaml(JSON.convertValue(content, new TypeReference<>() {}));
    }
  }

  static DeskWork of(Rendering rendering) {
    Map<String, List<Item>> objects = new LinkedHashMap<>();
    for (Map.Entry<Component, List<DesiredObject>> each : rendering.objects().entrySet()) {
      if (!each.getValue().isEmpty()) {
        objects.put(
            each.getKey().name(),
            each.getValue().stream()
                .map(object -> new Item(object.title(), content(object)))
                .toList());
      }
    }
    return new DeskWork(objects);
  }

  private static JsonNode content(DesiredObject object) {
    ObjectNode content = JSON.valueToTree(object.content());
    ObjectDiff.removeBookkeeping(content);
    return content;
  }

  /** How many values are written in them, by component. */
  Map<String, Integer> values() {
    return objects.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> each.getValue().stream().mapToInt(item -> leaves(item.content())).sum(),
                Integer::sum,
                LinkedHashMap::new));
  }

  private static int leaves(JsonNode object) {
    ObjectNode values = object.deepCopy();
    values.remove(FORM);
    return count(values);
  }

  private static int count(JsonNode node) {
    if (!node.isContainerNode()) {
      return 1;
    }
    int leaves = 0;
    for (JsonNode child : node) {
      leaves += count(child);
    }
    return leaves;
  }
}
