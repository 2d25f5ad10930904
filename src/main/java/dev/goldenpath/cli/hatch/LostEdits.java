package dev.goldenpath.cli.hatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a live object that the operator would set to the path's value. What others have
 * added stays, so only the fields of the rendered object count; defaults of the API server are
 * additions, too.
 */
final class LostEdits {
  private static final ObjectMapper JSON = Json.MAPPER;
  private static final Pattern SIMPLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int LONGEST = 40;

  /** The object was found by them. */
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");

  private final Quantities quantities;
  private final List<String> found = new ArrayList<>();

  private LostEdits(Set<String> quantities) {
    this.quantities = new Quantities(quantities);
  }

  /**
   * Each of them as {@code .spec.hard.cpu: 20 → 16}, in the order of the fields.
   *
   * @param desired the rendered object, without the marks of the operator
   */
  static List<String> in(
      Map<String, Object> desired, Map<String, Object> live, Set<String> quantities) {
    LostEdits edits = new LostEdits(quantities);
    desired.forEach(
        (key, value) -> {
          if (!IDENTITY.contains(key)) {
            edits.compare("." + key, key, value, live.get(key));
          }
        });
    return edits.found;
  }

  /**
   * Compares a value.
   *
   * @param shown the field for people
   * @param path the field with dots, without the places of items
   */
  private void compare(String shown, String path, @Nullable Object desired, @Nullable Object live) {
    if (Objects.equals(desired, live) || quantities.isSame(path, desired, live)) {
      return;
    }
    if (desired instanceof Map<?, ?> fields && live instanceof Map<?, ?> others) {
      fields.forEach(
          (key, value) ->
              compare(shown + step((String) key), path + "." + key, value, others.get(key)));
    } else if (desired instanceof List<?> items
        && live instanceof List<?> others
        && items.size() == others.size()) {
      for (int i = 0; i < items.size(); i++) {
        compare(shown + "[" + i + "]", path, items.get(i), others.get(i));
      }
    } else if (desired instanceof String text && live instanceof String other && isLong(text)) {
      compareTexts(shown, text, other);
    } else {
      found.add("%s: %s → %s".formatted(shown, words(live), words(desired)));
    }
  }

  private static boolean isLong(String text) {
    return text.length() > LONGEST || text.contains("\n");
  }

  /** Of a Grafana dashboard, people edit panels. */
  private void compareTexts(String shown, String desired, String live) {
    JsonNode wanted = json(desired);
    JsonNode present = json(live);
    if (!wanted.isMissingNode() && wanted.equals(present)) {
      return;
    }
    List<JsonNode> panels = panels(wanted);
    List<JsonNode> edited = panels(present);
    long differ = panels.stream().filter(panel -> !edited.contains(panel)).count();
    found.add(
        differ == 0
            ? shown + ": differs from the path's"
            : "%s: %d of %d panels differ from the path's".formatted(shown, differ, panels.size()));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static List<JsonNode> panels(JsonNode dashboard) {
    List<JsonNode> panels = new ArrayList<>();
    dashboard
        .path("panels")
        .forEach(
            panel -> {
              panels.add(panel);
              panels.addAll(panels(panel));
            });
    return panels;
  }

  private static String step(String key) {
    return SIMPLE.matcher(key).matches() ? "." + key : "[" + MessageText.quoted(key) + "]";
  }

  private static String words(@Nullable Object value) {
    if (value == null) {
      return "removed";
    }
    if (value instanceof String text) {
      return MessageText.plain(text, LONGEST);
    }
    try {
      return MessageText.plain(JSON.writeValueAsString(value), LONGEST);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
