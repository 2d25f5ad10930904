package dev.goldenpath.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.DashboardComponent;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two live objects of two services, apart from the names of these and from
 * what says who manages them.
 */
final class ObjectDiff {
  /** Of an object's metadata, only these are anyone's intent. */
  private static final Set<String> INTENT = Set.of("labels", "annotations");

  private static final int MOST = 20;
  private static final int LONGEST = 60;

  private final Names names;
  private final List<String> differences = new ArrayList<>();

  private ObjectDiff(Names names) {
    this.names = names;
  }

  /** What the services are called, each text of one with its counterpart of the other. */
  record Names(Map<String, String> counterparts) {
    /** Their names, and the ids of their dashboards, which are derived from these. */
    static Names of(String one, String other) {
      return new Names(
          Map.of(one, other, DashboardComponent.uid(one), DashboardComponent.uid(other)));
    }

    /** Whether two texts are equal, if each has its own service's names. */
    boolean isSame(String one, String other) {
      if (one.equals(other)) {
        // Both name the same service, which is another's for one of them.
        return !counterparts.containsKey(one);
      }
      int at = 0;
      int atOther = 0;
      while (at < one.length() && atOther < other.length()) {
        String name = nameAt(one, at, other, atOther);
        if (name != null) {
          at += name.length();
          atOther += Objects.requireNonNull(counterparts.get(name)).length();
        } else if (one.charAt(at++) != other.charAt(atOther++)) {
          return false;
        }
      }
      return at == one.length() && atOther == other.length();
    }

    private @Nullable String nameAt(String one, int at, String other, int atOther) {
      for (Map.Entry<String, String> each : counterparts.entrySet()) {
        if (one.startsWith(each.getKey(), at) && other.startsWith(each.getValue(), atOther)) {
          return each.getKey();
        }
      }
      return null;
    }
  }

  /**
   * Compares two objects.
   *
   * @return for each difference its field and both values; empty if they are equal
   */
  static List<String> between(Names names, JsonNode one, JsonNode other) {
    ObjectDiff diff = new ObjectDiff(names);
    diff.compare("", intent(one), intent(other));
    return diff.differences;
  }

  /** What was asked for: no status, and no bookkeeping. */
  private static JsonNode intent(JsonNode object) {
    ObjectNode intent = object.deepCopy();
    intent.remove("status");
    if (intent.get("metadata") instanceof ObjectNode metadata) {
      metadata.retain(INTENT);
    }
    removeBookkeeping(intent);
    return intent;
  }

  /** Removes the labels and annotations that only say who manages an object. */
  static void removeBookkeeping(ObjectNode object) {
    if (object.get("metadata") instanceof ObjectNode metadata) {
      for (String field : INTENT) {
        if (metadata.get(field) instanceof ObjectNode texts) {
          texts.remove(keys(texts).stream().filter(Labels::isMark).toList());
          if (texts.isEmpty()) {
            metadata.remove(field);
          }
        }
      }
    }
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private void compare(String path, @Nullable JsonNode one, @Nullable JsonNode other) {
    if (differences.size() > MOST) {
      return;
    }
    if (one instanceof ObjectNode fields && other instanceof ObjectNode) {
      compareFields(path, fields, other);
    } else if (one != null && one.isArray() && other != null && one.size() == other.size()) {
      for (int at = 0; at < one.size(); at++) {
        compare(path + "[" + at + "]", one.get(at), other.get(at));
      }
    } else if (!equal(one, other)) {
      differences.add(
          "%s: %s on the paved road, %s by tickets".formatted(path, text(one), text(other)));
    }
  }

  private void compareFields(String path, ObjectNode one, JsonNode other) {
    Set<String> unseen = keys(other);
    for (Map.Entry<String, JsonNode> field : one.properties()) {
      String key = field.getKey();
      String same = unseen.stream().filter(each -> names.isSame(key, each)).findFirst().orElse(key);
      unseen.remove(same);
      compare(path + "." + key, field.getValue(), other.get(same));
    }
    unseen.forEach(key -> compare(path + "." + key, null, other.get(key)));
  }

  private boolean equal(@Nullable JsonNode one, @Nullable JsonNode other) {
    if (one == null || other == null) {
      return false;
    }
    return (one.isTextual() && other.isTextual())
        ? names.isSame(one.textValue(), other.textValue())
        : one.equals(other);
  }

  private static String text(@Nullable JsonNode value) {
    return value == null
        ? "absent"
        : MessageText.plain(value.isTextual() ? value.textValue() : value.toString(), LONGEST);
  }
}
