package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads text into a {@link PathDocument}, or throws an exception that lists every problem by line
 * or field. A document may have been written for another release: omitted fields come from the
 * built-in one, and unknown fields are ignored and reported.
 */
public final class GoldenPathReader {
  private static final ObjectMapper TREES = new ObjectMapper();

  private final Catalogue catalogue;
  private final JsonNode builtIn;
  private final GoldenPathDefaults defaults;

  /** A reader for an operator with these components. */
  public GoldenPathReader(Catalogue catalogue) {
    this(catalogue, BuiltInPath.text());
  }

  /** A reader of a release with this built-in document. */
  GoldenPathReader(Catalogue catalogue, String builtIn) {
    this.catalogue = catalogue;
    try {
      this.builtIn = YamlTree.of(builtIn);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    this.defaults = new GoldenPathDefaults(this.builtIn);
  }

  /** Reads the document in the product. */
  public PathDocument readBuiltIn() throws InvalidGoldenPathException {
    // Reading removes what it does not know.
    return read(BuiltInPath.NAME, builtIn.deepCopy());
  }

  /**
   * Reads, completes and checks a document.
   *
   * @param origin the name of the document in messages, for example its file name
   * @throws InvalidGoldenPathException with the line of a syntax error, or each invalid field
   */
  public PathDocument read(String origin, String text) throws InvalidGoldenPathException {
    try {
      return read(origin, YamlTree.of(text));
    } catch (JsonProcessingException e) {
      throw new InvalidGoldenPathException(origin, List.of(describe(e)));
    }
  }

  /**
   * Reads the content of a GoldenPath, or of one of its revisions.
   *
   * @param origin kind and name, for messages
   * @throws InvalidGoldenPathException with each invalid field
   */
  public PathDocument read(String origin, RevisionContent content)
      throws InvalidGoldenPathException {
    try {
      return read(origin, content.document());
    } catch (RuntimeException e) {
      // An error of this class is one of the document, too: it must not end what else goes on.
      throw new InvalidGoldenPathException(origin, List.of("spec: cannot be parsed: " + e));
    }
  }

  private PathDocument read(String origin, JsonNode document) throws InvalidGoldenPathException {
    GoldenPath path;
    IgnoredFields ignored;
    try {
      ignored = UnknownFields.removeFrom(document, catalogue);
      List<String> empty = new ArrayList<>();
      findEmpty("", document, empty);
      if (!empty.isEmpty()) {
        throw new InvalidGoldenPathException(origin, empty);
      }
      path = TREES.treeToValue(defaults.complete(document), GoldenPath.class);
    } catch (JsonProcessingException e) {
      throw new InvalidGoldenPathException(origin, List.of(describe(e)));
    }
    List<String> problems = new GoldenPathCheck(path, catalogue).problems();
    if (!problems.isEmpty()) {
      throw new InvalidGoldenPathException(origin, problems);
    }
    return new PathDocument(path, ignored);
  }

  /** A key without a value would be read as absent, or as null if it is required. */
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
    if (!(e instanceof JsonMappingException mapping)) {
      JsonLocation at = e.getLocation();
      return (at == null ? "" : "line " + at.getLineNr() + ": ")
          + e.getOriginalMessage().replaceAll("\\s+", " ").strip();
    }
    String field =
        mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return (field.isEmpty() ? "the document" : field) + ": " + explain(mapping);
  }

  private static String explain(JsonMappingException e) {
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
