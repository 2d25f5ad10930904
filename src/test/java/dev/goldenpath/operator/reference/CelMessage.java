package dev.goldenpath.operator.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a validation says, for a page: texts as they are, computed parts as code in braces. */
final class CelMessage {
  private CelMessage() {}

  /** The message of a validation, from its {@code message} or its {@code messageExpression}. */
  static String of(JsonNode validation) {
    if (validation.hasNonNull("messageExpression")) {
      return parts(validation.get("messageExpression").asText()).stream()
          .map(CelMessage::part)
          .collect(Collectors.joining());
    }
    if (validation.hasNonNull("message")) {
      return ReferenceTable.text(validation.get("message").asText());
    }
    throw new IllegalArgumentException("a validation without a message: " + validation);
  }

  private static String part(String part) {
    boolean literal = part.startsWith("'") && part.indexOf('\'', 1) == part.length() - 1;
    return literal
        ? ReferenceTable.escape(part.substring(1, part.length() - 1))
        : ReferenceTable.code("{" + part + "}");
  }

  /** What the expression concatenates. */
  private static List<String> parts(String expression) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int begin = 0;
    for (int at = 0; at < expression.length(); at++) {
      char c = expression.charAt(at);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        if (c == '+' && depth == 0) {
          parts.add(expression.substring(begin, at).strip());
          begin = at + 1;
        }
      }
    }
    parts.add(expression.substring(begin).strip());
    return parts;
  }
}
