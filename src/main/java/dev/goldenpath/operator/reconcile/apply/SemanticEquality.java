package dev.goldenpath.operator.reconcile.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.goldenpath.Quantities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares values by meaning rather than by spelling: the server rewrites quantities ({@code 1000m}
 * to {@code 1}), and adds defaults inside an atomic list or map, so that a desired value is met if
 * the live value contains it. Compared literally, such an object would be applied in every
 * reconciliation, for ever.
 *
 * @param quantities the fields whose text is a quantity, see {@link Component#quantities};
 *     elsewhere {@code 1.1} and {@code 1.10} are two versions
 */
public record SemanticEquality(Set<String> quantities) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether both have the same meaning, and neither has more. */
  public boolean isSame(Object one, Object other) {
    return contains("", one, other) && contains("", other, one);
  }

  /**
   * Whether the live value contains everything desired, by meaning; anything else may be a default.
   *
   * @param path of both values in the object, with dots; a list and its items share their path
   */
  boolean contains(String path, @Nullable Object live, @Nullable Object wanted) {
    if (wanted instanceof Map<?, ?> map) {
      return live instanceof Map<?, ?> other
          && map.entrySet().stream()
              .allMatch(
                  entry ->
                      contains(
                          path + "." + entry.getKey(),
                          other.get(entry.getKey()),
                          entry.getValue()));
    }
    if (wanted instanceof List<?> list) {
      return live instanceof List<?> other
          && list.size() == other.size()
          && IntStream.range(0, list.size())
              .allMatch(i -> contains(path, other.get(i), list.get(i)));
    }
    if (wanted instanceof Number number && live instanceof Number other) {
      return sameNumber(number, other);
    }
    return Objects.equals(live, wanted) || new Quantities(quantities).isSame(path, live, wanted);
  }

  /** Whether a key of managedFields, {@code k:} or {@code v:}, identifies that item of a list. */
  public boolean names(String key, Object item) {
    try {
      if (key.startsWith("v:")) {
        return contains("", JSON.readValue(key.substring(2), Object.class), item);
      }
      return key.startsWith("k:")
          && contains("", item, JSON.readValue(key.substring(2), Object.class));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** JSON has no infinity, but {@code 1e400} is read as one. */
  private static boolean sameNumber(Number one, Number other) {
    return (isInfinite(one) || isInfinite(other))
        ? one.equals(other)
        : exact(one).compareTo(exact(other)) == 0;
  }

  private static boolean isInfinite(Number number) {
    return (number instanceof Double || number instanceof Float)
        && !Double.isFinite(number.doubleValue());
  }

  private static BigDecimal exact(Number number) {
    return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
  }
}
