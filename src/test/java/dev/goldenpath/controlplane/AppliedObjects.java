package dev.goldenpath.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The objects that the operator applied last, as they were in its requests: by the audit log. */
public final class AppliedObjects {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANAGER = "fieldManager=" + FieldManager.NAME;

  private AppliedObjects() {}

  /** Those of a service, by {@code Kind/name}. */
  public static Map<String, JsonNode> of(Path auditLog, String service) {
    Map<String, JsonNode> applied = new TreeMap<>();
    try (Stream<String> lines = Files.lines(auditLog)) {
      lines
          .filter(line -> line.contains("\"requestObject\"") && line.contains(service))
          .map(AppliedObjects::parse)
          .filter(AppliedObjects::isApply)
          .map(event -> event.path("requestObject"))
          .filter(object -> label(object, Labels.SERVICE).equals(service))
          .forEach(object -> applied.put(key(object), object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return applied;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer that was given, to a request that was not a dry run. */
  private static boolean isApply(JsonNode event) {
    String uri = event.path("requestURI").asText();
    return event.path("user").path("username").asText().equals(ServerOptions.OPERATOR)
        && event.path("responseStatus").path("code").asInt() < 300
        && uri.matches(".*[?&]" + MANAGER + "(&.*|$)")
        && !uri.contains("dryRun");
  }

  /** A label of an object. */
  public static String label(JsonNode object, String key) {
    return object.path("metadata").path("labels").path(key).asText();
  }

  /** Kind and name. */
  public static String key(JsonNode object) {
    return object.path("kind").asText() + "/" + object.path("metadata").path("name").asText();
  }
}
