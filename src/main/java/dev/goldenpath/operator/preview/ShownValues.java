package dev.goldenpath.operator.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A former and a new value as shown: of lists, the items that differ; of long texts, the parts from
 * shortly before the first difference.
 *
 * @param from null if there was none
 * @param to null if there is none
 */
record ShownValues(@Nullable String from, @Nullable String to) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ELLIPSIS = "…";

  /** Of what both texts have in common before a difference; each character shows as at most six. */
  private static final int CONTEXT = 16;

  /**
   * Shows two values.
   *
   * @param placeholders puts placeholders into a text
   */
  static ShownValues of(
      @Nullable Object from, @Nullable Object to, UnaryOperator<String> placeholders) {
    if (from instanceof List<?> before && to instanceof List<?> after) {
      List<?> gone = without(before, after);
      List<?> come = without(after, before);
      // Only the order differs.
      boolean isReordered = gone.isEmpty() && come.isEmpty();
      return cut(
          placeholders.apply(text(isReordered ? before : gone)),
          placeholders.apply(text(isReordered ? after : come)));
    }
    return cut(
        from == null ? null : placeholders.apply(text(from)),
        to == null ? null : placeholders.apply(text(to)));
  }

  private static List<?> without(List<?> items, List<?> others) {
    List<Object> left = new ArrayList<>(items);
    others.forEach(left::remove);
    return left;
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ShownValues cut(@Nullable String from, @Nullable String to) {
    int start = 0;
    if (from != null && to != null && Math.max(from.length(), to.length()) > Bounds.PREVIEW_VALUE) {
      start = Math.max(0, common(from, to) - CONTEXT);
    }
    return new ShownValues(cut(from, start), cut(to, start));
  }

  private static int common(String from, String to) {
    int length = Math.min(from.length(), to.length());
    int at = 0;
    while (at < length && from.charAt(at) == to.charAt(at)) {
      at++;
    }
    return at;
  }

  private static @Nullable String cut(@Nullable String text, int start) {
    if (text == null) {
      return null;
    }
    String shown = MessageText.plain(text.substring(start), Bounds.PREVIEW_VALUE);
    return start == 0 ? shown : ELLIPSIS + shown;
  }
}
