package dev.goldenpath.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;

/**
 * An answer as data: its record components are its fields. Control characters, also those that turn
 * the direction of writing, are escaped in strings, since a terminal may show them.
 */
public final class DataText {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private DataText() {}

  /** As indented JSON, with a line feed at the end. */
  public static String json(Object answer) {
    try {
      return escaped(JSON.writeValueAsString(answer)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As one YAML document. */
  public static String yaml(Object answer) {
    return escaped(
        ObjectText.yaml(
            JSON.convertValue(answer, new TypeReference<LinkedHashMap<String, Object>>() {})));
  }

  /** Such characters are only in strings, where both JSON and YAML read the escape. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              if (each == '\n' || !isHidden(each)) {
                escaped.appendCodePoint(each);
              } else {
                for (char half : Character.toChars(each)) {
                  escaped.append("\\u%04x".formatted((int) half));
                }
              }
            });
    return escaped.toString();
  }

  private static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
