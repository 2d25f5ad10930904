package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fields in which two renderings of an object differ. Quantities that are spelled differently
 * are equal if their amounts are.
 */
public final class ObjectDiff {
  private final Quantities quantities;
  private final String kind;
  private final String name;
  private final List<FieldChange> changes = new ArrayList<>();

  private ObjectDiff(Quantities quantities, DesiredObject object) {
    this.quantities = quantities;
    this.kind = object.kind().kind();
    this.name = object.name();
  }

  /** The differences, in the order of the fields; empty if the objects are equal. */
  public static List<FieldChange> between(
      Quantities quantities, DesiredObject before, DesiredObject after) {
    ObjectDiff diff = new ObjectDiff(quantities, after);
    diff.compare("", "", before.content(), after.content());
    return diff.changes;
  }

  /**
   * Compares a value.
   *
   * @param field with the indices of items
   * @param path without them
   */
  private void compare(String field, String path, @Nullable Object before, @Nullable Object after) {
    if (isSame(path, before, after)) {
      return;
    }
    if (isMapOrAbsent(before) && isMapOrAbsent(after) && size(before) + size(after) > 0) {
      Set<String> keys = new TreeSet<>();
      List.of(fields(before), fields(after)).forEach(all -> all.keySet().forEach(keys::add));
      for (String key : keys) {
        compare(
            joined(field, key), joined(path, key), fields(before).get(key), fields(after).get(key));
      }
    } else if (before instanceof List<?> items && after instanceof List<?> others) {
      compareLists(field, path, items, others);
    } else {
      add(field, before, after);
    }
  }

  /**
   * Items are compared one by one if only one of them differs, or if those that differ have the
   * same places; otherwise, the list changes as a whole.
   */
  private void compareLists(String field, String path, List<?> before, List<?> after) {
    List<Integer> gone = unmatched(path, before, after);
    List<Integer> come = unmatched(path, after, before);
    boolean isByItem =
        before.stream().allMatch(Map.class::isInstance)
            && after.stream().allMatch(Map.class::isInstance)
            && before.size() == after.size()
            && !come.isEmpty()
            && (come.equals(gone) || (come.size() == 1 && gone.size() == 1));
    if (!isByItem) {
      add(field, before, after);
      return;
    }
    for (int i = 0; i < come.size(); i++) {
      compare(
          field + "[" + come.get(i) + "]", path, before.get(gone.get(i)), after.get(come.get(i)));
    }
  }

  /** The places of the items without an equal in the other list, each of which counts once. */
  private List<Integer> unmatched(String path, List<?> items, List<?> others) {
    List<Object> left = new ArrayList<>(others);
    return IntStream.range(0, items.size())
        .filter(place -> !takes(path, left, items.get(place)))
        .boxed()
        .toList();
  }

  private boolean takes(String path, List<Object> left, Object item) {
    for (int i = 0; i < left.size(); i++) {
      if (isSame(path, item, left.get(i))) {
        left.remove(i);
        return true;
      }
    }
    return false;
  }

  private boolean isSame(String path, @Nullable Object one, @Nullable Object other) {
    if (Objects.equals(one, other)) {
      return true;
    }
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> second) {
      return map.keySet().equals(second.keySet())
          && map.keySet().stream()
              .allMatch(key -> isSame(joined(path, (String) key), map.get(key), second.get(key)));
    }
    if (one instanceof List<?> list && other instanceof List<?> second) {
      return list.size() == second.size()
          && IntStream.range(0, list.size())
              .allMatch(i -> isSame(path, list.get(i), second.get(i)));
    }
    return quantities.isSame(path, one, other);
  }

  private void add(String field, @Nullable Object before, @Nullable Object after) {
    changes.add(new FieldChange(kind, name, field, before, after));
  }

  private static boolean isMapOrAbsent(@Nullable Object value) {
    return value == null || value instanceof Map<?, ?>;
  }

  /** A map that is added or removed counts by its fields; an empty one, as a whole. */
  private static int size(@Nullable Object value) {
    return fields(value).size();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static String joined(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
