package dev.goldenpath.cli.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A GoldenService in a file. */
public final class ServiceFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final String API_VERSION = GoldenService.API_VERSION;

  private static final String USES = "uses";

  private static final List<String> FIELDS =
      List.of("team", "tier", "image", USES, "deletionPolicy");

  private static final int LONGEST_KEY = 120;
  private static final int LONGEST_PROBLEM = 200;

  private ServiceFile() {}

  /**
   * Reads the one GoldenService of a file.
   *
   * @param name a path, or {@code -} for the standard input
   * @throws BadInput if the file is anything else
   */
  public static GoldenService read(String name, InputStream standardInput) {
    InputFile file = InputFile.read(name, standardInput);
    List<JsonNode> documents = documents(file);
    if (documents.size() != 1) {
      throw new BadInput(
          "%s: has %d documents; name a file with one GoldenService"
              .formatted(name, documents.size()));
    }
    JsonNode document = documents.get(0);
    String apiVersion = document.path("apiVersion").asText();
    String kind = document.path("kind").asText();
    if (!apiVersion.equals(API_VERSION) || !kind.equals("GoldenService")) {
      throw new BadInput(
          "%s: kind: is %s of %s; it must be GoldenService of %s"
              .formatted(
                  name, MessageText.quoted(kind), MessageText.quoted(apiVersion), API_VERSION));
    }
    if (document.path("metadata").path("name").asText().isEmpty()) {
      throw new BadInput(name + ": metadata.name: is missing; name the service");
    }
    checkTypes(name, document);
    try {
      return YAML.treeToValue(document, GoldenService.class);
    } catch (JsonMappingException e) {
      throw new BadInput(
          "%s: %s: is of the wrong type; see kubectl explain goldenservice"
              .formatted(name, MessageText.plain(field(e), LONGEST_KEY)));
    } catch (JsonProcessingException e) {
      throw new BadInput(name + ": cannot be read: " + e.getOriginalMessage());
    }
  }

  private static String field(JsonMappingException e) {
    return e.getPath().stream()
        .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** What the API server refuses, too: unknown fields, and values that are not text. */
  private static void checkTypes(String file, JsonNode document) {
    document
        .path("spec")
        .properties()
        .forEach(
            field -> {
              String key = "spec." + field.getKey();
              if (!FIELDS.contains(field.getKey())) {
                throw new BadInput(
                    "%s: %s: is unknown; did you mean %s?"
                        .formatted(
                            file,
                            MessageText.plain(key, LONGEST_KEY),
                            NearestName.to(field.getKey(), FIELDS)));
              }
              if (!field.getKey().equals(USES)) {
                checkText(file, key, field.getValue());
              }
            });
    document
        .path("metadata")
        .path("annotations")
        .properties()
        .forEach(
            field -> checkText(file, "metadata.annotations." + field.getKey(), field.getValue()));
  }

  private static void checkText(String file, String key, JsonNode value) {
    if (!value.isTextual()) {
      throw new BadInput(
          "%s: %s: %s is not text; put it in quotes"
              .formatted(
                  file,
                  MessageText.plain(key, LONGEST_KEY),
                  MessageText.plain(value.toString(), LONGEST_KEY)));
    }
  }

  private static List<JsonNode> documents(InputFile file) {
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(file.text())) {
      return all.readAll().stream()
          .filter(each -> !each.isNull() && !each.isMissingNode())
          .toList();
    } catch (JsonProcessingException e) {
      String problem =
          e.getCause() instanceof MarkedYAMLException marked
              ? "line %d: %s".formatted(marked.getProblemMark().getLine() + 1, marked.getProblem())
              : e.getOriginalMessage();
      throw new BadInput(
          "%s: %s; correct the YAML"
              .formatted(file.name(), MessageText.plain(problem, LONGEST_PROBLEM)));
    } catch (IOException e) {
      throw new BadInput(file.name() + ": cannot be read: " + e.getMessage());
    }
  }
}
