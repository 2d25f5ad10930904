package dev.goldenpath.operator.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Helm makes of our chart, without a cluster. */
final class Chart {
  static final Path FOLDER = Path.of("helm", "golden-service-operator");
  static final String NAMESPACE = "golden-service-system";

  /** Where its defaults differ from the manifests: neither is for everyone. */
  static final String LIKE_THE_MANIFESTS =
      "--set=image.tag=latest,namespace.create=true,monitoring.enabled=true";

  private static final YAMLMapper YAML = new YAMLMapper();

  private Chart() {}

  /** The rendered YAML, as it would be piped into kubectl. */
  static String template(String namespace, String... settings) {
    return helm().run(arguments(namespace, settings));
  }

  /** How rendering ended, for values that are meant to be refused. */
  static ToolResult attempt(String... settings) {
    return helm().result(arguments(NAMESPACE, settings));
  }

  static Tool helm() {
    return new Tool(Binaries.installed().helm());
  }

  private static String[] arguments(String namespace, String... settings) {
    List<String> arguments =
        new ArrayList<>(List.of("template", "golden", FOLDER.toString(), "--namespace", namespace));
    arguments.addAll(List.of(settings));
    return arguments.toArray(String[]::new);
  }

  /** The objects of a YAML text, by kind and name. */
  static Map<String, JsonNode> objects(String yaml) {
    Map<String, JsonNode> objects = new TreeMap<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode object = documents.next();
        if (object != null && object.isObject()) {
          String key = object.at("/kind").asText() + "/" + object.at("/metadata/name").asText();
          if (objects.put(key, object) != null) {
            throw new IllegalArgumentException(key + " is there twice");
          }
        }
      }
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
