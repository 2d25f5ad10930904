package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One YAML document as a tree. Numbers are kept as the text that was written: as a number, 99.90
 * would become 99.9, and every value of a path document is text.
 */
final class YamlTree {
  private static final YAMLFactory YAML = new YAMLFactory();

  private YamlTree() {}

  /** The tree; missing if the text has no content. */
  static JsonNode of(String text) throws JsonProcessingException {
    try (JsonParser parser = YAML.createParser(text)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      JsonNode tree = parser.nextToken() == null ? MissingNode.getInstance() : node(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "must be the end: a file has one document");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The node that begins at the parser's token. The parser limits the depth. */
  private static JsonNode node(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, node(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(node(parser));
        }
        yield array;
      }
      case VALUE_NULL -> NullNode.getInstance();
      case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(parser.getBooleanValue());
      default -> TextNode.valueOf(parser.getText());
    };
  }

  /** A copy of a JSON tree with its numbers as text, like those of a YAML document. */
  static JsonNode texts(JsonNode json) {
    if (json instanceof ObjectNode fields) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      fields.properties().forEach(field -> copy.set(field.getKey(), texts(field.getValue())));
      return copy;
    }
    if (json instanceof ArrayNode elements) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      elements.forEach(element -> copy.add(texts(element)));
      return copy;
    }
    return json.isNumber() ? TextNode.valueOf(json.asText()) : json;
  }
}
