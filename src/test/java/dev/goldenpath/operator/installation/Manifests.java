package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rendered objects as trees.
 *
 * @param byName by kind and name; the kind alone where the name is the operator's
 */
record Manifests(Map<String, JsonNode> byName) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Every document of a YAML text that is not empty; none may come twice. */
  static Manifests of(String yaml) {
    Map<String, JsonNode> byName = new TreeMap<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode object = documents.next();
        if (object.isObject()) {
          assertThat(byName.put(name(object), object)).as("%s comes once", name(object)).isNull();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Manifests(byName);
  }

  /** One document. */
  static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(JsonNode object) {
    String name = object.at("/metadata/name").asText();
    return object.path("kind").asText()
        + (name.equals("golden-service-operator") ? "" : " " + name);
  }

  /** The one object of this kind with the operator's name. */
  JsonNode the(String kind) {
    assertThat(byName).containsKey(kind);
    return byName.get(kind);
  }

  /** These objects without one of them, which must be there. */
  Manifests without(String name) {
    Map<String, JsonNode> others = new TreeMap<>(byName);
    assertThat(others.remove(name)).as(name).isNotNull();
    return new Manifests(others);
  }

  /**
   * What is another in those: {@code + object}, {@code - object}, or {@code object pointer: value},
   * where a field that is gone has the value nothing.
   */
  List<String> changesTo(Manifests those) {
    List<String> changes = new ArrayList<>();
    for (String name : union(byName.keySet(), those.byName.keySet())) {
      if (!those.byName.containsKey(name)) {
        changes.add("- " + name);
      } else if (!byName.containsKey(name)) {
        changes.add("+ " + name);
      } else {
        compare(name + " ", byName.get(name), those.byName.get(name), changes);
      }
    }
    return changes;
  }

  private static void compare(String at, JsonNode before, JsonNode after, List<String> changes) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      for (String field : union(before.properties(), after.properties())) {
        compare(at + "/" + field, before.path(field), after.path(field), changes);
      }
    } else if (before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(at + "/" + i, before.path(i), after.path(i), changes);
      }
    } else {
      changes.add(at + ": " + (after.isMissingNode() ? "nothing" : after));
    }
  }

  private static Set<String> union(
      Set<Map.Entry<String, JsonNode>> some, Set<Map.Entry<String, JsonNode>> others) {
    Set<String> all = new TreeSet<>();
    some.forEach(field -> all.add(field.getKey()));
    others.forEach(field -> all.add(field.getKey()));
    return all;
  }

  private static Set<String> union(Collection<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }
}
