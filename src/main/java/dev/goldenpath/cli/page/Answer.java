package dev.goldenpath.cli.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.terminal.Json;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param headers beside those of every answer
 */
record Answer(int status, String contentType, Map<String, String> headers, String body) {
  private static final ObjectMapper JSON = Json.MAPPER;

  /** A sentence for a person. */
  static Answer text(int status, String sentence) {
    return text(status, sentence, Map.of());
  }

  /** The same with headers. */
  static Answer text(int status, String sentence, Map<String, String> headers) {
    return new Answer(status, "text/plain; charset=utf-8", headers, sentence + "\n");
  }

  /** A value for a script. */
  static Answer json(int status, Object value) {
    try {
      return new Answer(status, "application/json", Map.of(), JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A problem for a script that shows it to a person. */
  static Answer problem(int status, String message) {
    return json(status, Map.of("message", message));
  }
}
