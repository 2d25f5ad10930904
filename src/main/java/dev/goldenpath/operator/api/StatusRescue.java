package dev.goldenpath.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the valid parts of a status that cannot be read as a whole: field by field, and entry by
 * entry in lists. Some fields can be written only once ({@code firstReady}), and some are stored
 * nowhere else, so one bad field must not lose the others.
 */
final class StatusRescue {
  private static final Logger log = LoggerFactory.getLogger(StatusRescue.class);

  /** In characters: enough for a name and its place, but not for a tenant's text. */
  private static final int QUOTE = 80;

  private final ObjectCodec codec;
  private final ObjectNode kept = JsonNodeFactory.instance.objectNode();

  /** Only fields that the type knows: an unknown field is ignored, and cannot be unreadable. */
  private final Set<String> lost = new TreeSet<>();

  StatusRescue(ObjectCodec codec) {
    this.codec = codec;
  }

  /**
   * The status as far as it can be read; null if no field can be read.
   *
   * @param service the service of the status, for the log; null if unknown
   */
  @Nullable GoldenServiceStatus rescue(@Nullable String service, JsonNode status)
      throws JsonProcessingException {
    for (Map.Entry<String, JsonNode> field : status.properties()) {
      keep(field.getKey(), field.getValue());
    }
    log.warn(
        "{}: status: cannot be read and is rewritten: {}",
        service == null ? "a GoldenService" : quote(service),
        lost.isEmpty() ? "it is " + status.getNodeType() : String.join(", ", lost));
    return kept.isEmpty() ? null : codec.treeToValue(kept, GoldenServiceStatus.class);
  }

  private void keep(String field, JsonNode value) {
    if (isReadable(field, value)) {
      kept.set(field, value);
      return;
    }
    lost.add(field);
    if (value.isArray()) {
      ArrayNode entries = JsonNodeFactory.instance.arrayNode();
      value.forEach(
          entry -> {
            if (isReadable(field, JsonNodeFactory.instance.arrayNode().add(entry))) {
              entries.add(entry);
            }
          });
      if (!entries.isEmpty()) {
        kept.set(field, entries);
      }
    }
  }

  private boolean isReadable(String field, JsonNode value) {
    try {
      codec.treeToValue(
          JsonNodeFactory.instance.objectNode().set(field, value), GoldenServiceStatus.class);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String quote(String text) {
    return text.substring(0, Math.min(QUOTE, text.length())).replaceAll("\\p{Cntrl}", "?");
  }
}
