package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text to {@link GoldenPath}, or an exception that names every problem by line or field. */
public final class GoldenPathReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Catalogue catalogue;

  /** A reader for a product of these components. */
  public GoldenPathReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Reads and checks a document.
   *
   * @param origin what the document is called in messages, for example its file name
   * @throws InvalidGoldenPathException naming the line of a syntax error, or each field that is
   *     wrong
   */
  public GoldenPath read(String origin, String text) throws InvalidGoldenPathException {
    GoldenPath path;
    try {
      List<String> empty = new ArrayList<>();
      findEmpty("", YAML.readTree(text), empty);
      if (!empty.isEmpty()) {
        throw new InvalidGoldenPathException(origin, empty);
      }
      path = YAML.readValue(text, GoldenPath.class);
    } catch (JsonProcessingException e) {
      throw new InvalidGoldenPathException(origin, List.of(describe(e)));
    }
    List<String> problems = new GoldenPathCheck(path, catalogue).problems();
    if (!problems.isEmpty()) {
      throw new InvalidGoldenPathException(origin, problems);
    }
    return path;
  }

  /** A key without a value would read as absent, or as null where one is required. */
  private static void findEmpty(String at, JsonNode node, List<String> problems) {
    if (node.isNull() || node.isMissingNode()) {
      problems.add((at.isEmpty() ? "the document" : at.substring(1)) + ": is empty");
    }
    node.properties()
        .forEach(field -> findEmpty(at + "." + field.getKey(), field.getValue(), problems));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        findEmpty(at + "[" + i + "]", node.get(i), problems);
      }
    }
  }

  private static String describe(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String line = at == null ? "" : "line " + at.getLineNr() + ": ";
    if (!(e instanceof JsonMappingException mapping)) {
      return line + e.getOriginalMessage().replaceAll("\\s+", " ").strip();
    }
    String field =
        mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    // The location is where reading stopped, which is often the end of the object around the field.
    return (field.isEmpty() ? line : field + ": ") + explain(mapping);
  }

  private static String explain(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown field; known are "
          + unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    if (e.getOriginalMessage().startsWith("Missing required")) {
      return "is missing";
    }
    if (!(e instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
      return e.getOriginalMessage();
    }
    String value =
        e instanceof InvalidFormatException format ? "\"" + format.getValue() + "\" " : "";
    return value + expected(mismatch.getTargetType());
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "is not one of "
          + Arrays.stream(type.getEnumConstants())
              .map(value -> value.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    if (type == JsonNode.class) {
      return "must be the end: a file has one document";
    }
    if (type == boolean.class) {
      return "must be true or false";
    }
    if (type == Pattern.class) {
      return "must be a regular expression (RE2)";
    }
    if (type == String.class) {
      return "must be text";
    }
    return List.class.isAssignableFrom(type) ? "must be a list" : "must be an object";
  }
}
