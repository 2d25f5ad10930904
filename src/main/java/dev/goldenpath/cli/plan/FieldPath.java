package dev.goldenpath.cli.plan;

import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a field as people write it: {@code .metadata.labels["goldenpath.dev/tier"]}. It ends
 * at the first field that only one of the two objects has, since all below it goes with it; or
 * further down, as long as there is only one field.
 *
 * @param text the path
 * @param from the value in the former object; null if it has none
 * @param to the value in the new one; null likewise
 */
record FieldPath(String text, @Nullable Object from, @Nullable Object to) {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_]+([.][A-Za-z0-9_]+)*");
  private static final Pattern INDEX = Pattern.compile("^\\[([0-9]+)\\]");
  private static final int KEY = 100;

  /**
   * Finds a field.
   *
   * @param field its path with dots, in which keys are not quoted
   * @param from the former object
   * @param to the new one
   */
  static FieldPath of(String field, Map<String, Object> from, Map<String, Object> to) {
    FieldPath at = new FieldPath("", from, to);
    String rest = field;
    while (!rest.isEmpty() && at.from != null && at.to != null) {
      Matcher index = INDEX.matcher(rest);
      if (index.find()) {
        at = at.item(Integer.parseInt(index.group(1)));
        rest = rest.substring(index.end());
      } else {
        String path = rest.startsWith(".") ? rest.substring(1) : rest;
        Optional<String> key = at.key(path);
        if (key.isEmpty()) {
          break;
        }
        at = at.field(key.get());
        rest = path.substring(key.get().length());
      }
    }
    return at.only();
  }

  /** Of an object with a single field that comes or goes, the field. */
  private FieldPath only() {
    FieldPath at = this;
    while ((at.from == null) != (at.to == null)
        && fields(at.from).size() + fields(at.to).size() == 1) {
      Map<?, ?> all = at.from == null ? fields(at.to) : fields(at.from);
      at = at.field((String) all.keySet().iterator().next());
    }
    return at;
  }

  /** The longest key of either object with which a path begins. */
  private Optional<String> key(String path) {
    TreeSet<String> keys = new TreeSet<>();
    fields(from).keySet().forEach(key -> keys.add((String) key));
    fields(to).keySet().forEach(key -> keys.add((String) key));
    return keys.descendingSet().stream().filter(key -> begins(path, key)).findFirst();
  }

  private static boolean begins(String path, String key) {
    return path.startsWith(key)
        && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0);
  }

  private FieldPath field(String key) {
    String step =
        BARE.matcher(key).matches() ? "." + key : "[\"" + MessageText.plain(key, KEY) + "\"]";
    return new FieldPath(text + step, fields(from).get(key), fields(to).get(key));
  }

  private FieldPath item(int index) {
    return new FieldPath(text + "[" + index + "]", item(from, index), item(to, index));
  }

  private static @Nullable Object item(@Nullable Object list, int index) {
    return list instanceof List<?> items && index < items.size() ? items.get(index) : null;
  }

  private static Map<?, ?> fields(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
