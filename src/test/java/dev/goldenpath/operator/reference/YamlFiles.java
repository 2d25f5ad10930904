package dev.goldenpath.operator.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The documents of a manifest. */
final class YamlFiles {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private YamlFiles() {}

  static JsonNode parse(String document) throws IOException {
    return YAML.readTree(document);
  }

  static List<JsonNode> read(Path file) throws IOException {
    return YAML.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(file)).readAll();
  }
}
