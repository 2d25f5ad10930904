package dev.goldenpath.operator.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A field of a CRD's schema, as a row of a table.
 *
 * @param path from the root of the object
 * @param schema its own
 * @param required whether the object that holds it must have it
 */
record FieldSchema(String path, JsonNode schema, boolean required) {

  /** The fields of an object, of the objects in a list, or of those in a map, in their order. */
  List<FieldSchema> children() {
    String at = path;
    JsonNode object = schema;
    while (!object.has("properties")) {
      if (object.has("items")) {
        object = object.get("items");
        at += "[]";
      } else if (object.path("additionalProperties").isObject()) {
        object = object.get("additionalProperties");
        at += ".<name>";
      } else {
        return List.of();
      }
    }
    List<FieldSchema> fields = new ArrayList<>();
    String prefix = at.isEmpty() ? "" : at + ".";
    List<String> required = texts(object.path("required"));
    object
        .get("properties")
        .properties()
        .forEach(
            entry ->
                fields.add(
                    new FieldSchema(
                        prefix + entry.getKey(),
                        entry.getValue(),
                        required.contains(entry.getKey()))));
    return fields;
  }

  /** All fields in it. */
  Stream<FieldSchema> descendants() {
    return children().stream()
        .flatMap(field -> Stream.concat(Stream.of(field), field.descendants()));
  }

  String type() {
    return type(schema);
  }

  private static String type(JsonNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return "integer or string";
    }
    if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      return "any object";
    }
    if (schema.has("items")) {
      return "list of " + plural(type(schema.get("items")));
    }
    if (schema.path("additionalProperties").isObject()) {
      return "map of " + plural(type(schema.get("additionalProperties")));
    }
    return schema.path("type").asText()
        + (schema.path("format").asText().equals("date-time") ? ", date-time" : "");
  }

  private static String plural(String type) {
    return type.matches("\\w+") ? type + "s" : type;
  }

  /** The value as JSON, as code; empty without a default. */
  String defaultValue() {
    return schema.has("default") ? ReferenceTable.code(schema.get("default").toString()) : "";
  }

  /** Everything that the API server checks. */
  String validation() {
    List<String> all = new ArrayList<>();
    if (required) {
      all.add("required");
    }
    all.addAll(checks(schema));
    return String.join("; ", all);
  }

  private static List<String> checks(JsonNode schema) {
    List<String> all = new ArrayList<>();
    if (schema.has("enum")) {
      all.add("one of " + ReferenceTable.codes(texts(schema.get("enum"))));
    }
    range(all, schema, "minLength", "maxLength", " characters");
    range(all, schema, "minimum", "maximum", "");
    range(all, schema, "minItems", "maxItems", " items");
    range(all, schema, "minProperties", "maxProperties", " keys");
    if (schema.has("pattern")) {
      all.add("matches " + ReferenceTable.code(schema.get("pattern").asText()));
    }
    if (schema.path("x-kubernetes-list-type").asText().equals("set")) {
      all.add("no value twice");
    }
    if (schema.has("x-kubernetes-list-map-keys")) {
      all.add(
          "no " + ReferenceTable.codes(texts(schema.get("x-kubernetes-list-map-keys"))) + " twice");
    }
    rules(schema).forEach(all::add);
    each(all, "each item: ", schema.path("items"));
    each(all, "each value: ", schema.path("additionalProperties"));
    return all;
  }

  private static void each(List<String> all, String which, JsonNode schema) {
    if (schema.isObject()) {
      List<String> checks = checks(schema);
      if (!checks.isEmpty()) {
        all.add(which + String.join(", ", checks));
      }
    }
  }

  private static void range(
      List<String> all, JsonNode schema, String minimum, String maximum, String unit) {
    if (schema.has(minimum) && schema.has(maximum)) {
      all.add(number(schema, minimum) + " to " + number(schema, maximum) + unit);
    } else if (schema.has(minimum)) {
      all.add("at least " + number(schema, minimum) + unit);
    } else if (schema.has(maximum)) {
      all.add("at most " + number(schema, maximum) + unit);
    }
  }

  /** The generator of CRDs writes bounds as floating-point numbers. */
  private static String number(JsonNode schema, String bound) {
    return schema.get(bound).decimalValue().stripTrailingZeros().toPlainString();
  }

  /** What the rules in CEL say if they fail. */
  static Stream<String> rules(JsonNode schema) {
    return texts(schema.path("x-kubernetes-validations"), CelMessage::of).stream();
  }

  private static List<String> texts(JsonNode array) {
    return texts(array, JsonNode::asText);
  }

  private static List<String> texts(JsonNode array, Function<JsonNode, String> text) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(text.apply(each)));
    return texts;
  }

  String description() {
    return ReferenceTable.text(schema.path("description").asText());
  }
}
