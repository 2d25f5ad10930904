package dev.goldenpath.operator.component.effect;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of one field of an object, or of the object as a whole.
 *
 * @param kind the kind of the object
 * @param name the name of the object
 * @param field its path with dots, and the index of an item: {@code spec.limits[0].default}; empty
 *     if the whole object is created or removed
 * @param from the former value, as in JSON; null if there was none
 * @param to the new value, as in JSON; null if there is none
 */
public record FieldChange(
    String kind, String name, String field, @Nullable Object from, @Nullable Object to) {
  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+\\]");

  /** The creation of an object with this content. */
  public static FieldChange created(String kind, String name, Map<String, Object> content) {
    return new FieldChange(kind, name, "", null, content);
  }

  /** The end of an object with this content. */
  public static FieldChange removed(String kind, String name, Map<String, Object> content) {
    return new FieldChange(kind, name, "", content, null);
  }

  /** Whether the whole object is new. */
  public boolean isCreation() {
    return field.isEmpty() && from == null;
  }

  /** Whether the whole object is no longer wanted. */
  public boolean isRemoval() {
    return field.isEmpty() && to == null;
  }

  /** The path of the field; the items of a list share it. */
  public String path() {
    return INDEX.matcher(field).replaceAll("");
  }

  /**
   * Whether the former value has something that the new one lacks. Lists are compared by their
   * items, in any order.
   */
  public boolean loses() {
    return lacks(to, from);
  }

  /** Whether the new value has something that the former one lacked. */
  public boolean gains() {
    return lacks(from, to);
  }

  private static boolean lacks(@Nullable Object value, @Nullable Object other) {
    if (other instanceof List<?> items) {
      return !(value instanceof List<?> mine) || !mine.containsAll(items);
    }
    return other != null && !other.equals(value);
  }
}
