package dev.goldenpath.operator.hatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON merge patch (RFC 7396).
 *
 * @param text as its owner wrote it
 * @param content its fields
 */
public record MergePatch(String text, Map<String, Object> content) {
  private static final int LONGEST_MESSAGE = 160;

  /**
   * Objects of Kubernetes nest some 20 levels; the code that traverses a patch is recursive, and
   * stacks are small.
   */
  private static final int DEEPEST = 100;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static MergePatch parse(String text) throws InvalidHatchException {
    if (text.length() > Bounds.PATCH) {
      throw new InvalidHatchException(
          "has " + text.length() + " characters; a patch has at most " + Bounds.PATCH);
    }
    try {
      Map<String, Object> content = JSON.readValue(text, new TypeReference<>() {});
      if (content == null || content.isEmpty()) {
        throw new InvalidHatchException(
            "is empty; a patch is a JSON object with at least one field");
      }
      return new MergePatch(text, content);
    } catch (StreamConstraintsException e) {
      throw new InvalidHatchException(
          "cannot be read: " + MessageText.plain(e.getOriginalMessage(), LONGEST_MESSAGE));
    } catch (MismatchedInputException e) {
      throw new InvalidHatchException("must be one JSON object, such as {\"spec\": {…}}");
    } catch (JsonProcessingException e) {
      throw new InvalidHatchException(
          "is not valid JSON: line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  MessageText.plain(said(e), LONGEST_MESSAGE)));
    }
  }

  /** Without the positions in it: the message already begins with one. */
  private static String said(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int places = message.indexOf("(start marker at");
    return (places < 0 ? message : message.substring(0, places)).stripTrailing();
  }

  /**
   * The target as section 2 of the RFC changes it: null removes, an object merges, else replace.
   */
  public static Map<String, Object> merge(Map<?, ?> patch, @Nullable Object target) {
    Map<String, Object> merged = new TreeMap<>();
    if (target instanceof Map<?, ?> map) {
      map.forEach((key, value) -> merged.put((String) key, value));
    }
    patch.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(
                (String) key, value instanceof Map<?, ?> map ? merge(map, merged.get(key)) : value);
          }
        });
    return merged;
  }
}
