package dev.goldenpath.operator.hatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The smallest fields in which two JSON values differ, as JSON pointers (RFC 6901). */
public final class ChangedFields {
  /** An absent value, as opposed to null: null in a list is an item, and its reader decides. */
  private static final Object ABSENT = new Object();

  private final List<String> pointers = new ArrayList<>();

  private ChangedFields() {}

  /** The pointers, in the order of the keys; empty if the values are equal. */
  public static List<String> between(Object before, Object after) {
    ChangedFields changed = new ChangedFields();
    changed.compare("", before, after);
    return changed.pointers;
  }

  private void compare(String at, Object before, Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (isMapOrAbsent(before) && isMapOrAbsent(after) && !isEmpty(before, after)) {
      Set<Object> keys = new TreeSet<>(keys(before));
      keys.addAll(keys(after));
      keys.forEach(
          key -> compare(at + "/" + escaped((String) key), field(before, key), field(after, key)));
    } else if (isListOrAbsent(before) && isListOrAbsent(after) && !isEmpty(before, after)) {
      for (int i = 0; i < Math.max(size(before), size(after)); i++) {
        compare(at + "/" + i, item(before, i), item(after, i));
      }
    } else {
      pointers.add(at);
    }
  }

  /** A map that is added or removed counts by its fields; an empty map, as a whole. */
  private static boolean isEmpty(Object before, Object after) {
    return size(before) == 0 && size(after) == 0;
  }

  private static boolean isMapOrAbsent(Object value) {
    return value == ABSENT || value instanceof Map<?, ?>;
  }

  private static boolean isListOrAbsent(Object value) {
    return value == ABSENT || value instanceof List<?>;
  }

  private static Set<?> keys(Object value) {
    return value instanceof Map<?, ?> map ? map.keySet() : Set.of();
  }

  private static Object field(Object value, Object key) {
    return value instanceof Map<?, ?> map && map.containsKey(key) ? map.get(key) : ABSENT;
  }

  private static int size(Object value) {
    return value instanceof List<?> list ? list.size() : keys(value).size();
  }

  private static Object item(Object value, int index) {
    return value instanceof List<?> list && index < list.size() ? list.get(index) : ABSENT;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
