package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.goldenpath.MessageText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields in which the API server's answer to an apply is not what was applied. A mutating
 * policy or webhook does that. Another apply gives the same answer, so all that helps is to say it.
 */
final class RewrittenFields {
  /** So many fields are named. */
  private static final int SHOWN = 5;

  /** A value may be anything. */
  private static final int LONGEST = 64;

  private final SemanticEquality meaning;
  private final Set<String> differences;
  private final TreeMap<String, String> fields = new TreeMap<>();

  private RewrittenFields(SemanticEquality meaning, Set<String> differences) {
    this.meaning = meaning;
    this.differences = differences;
  }

  /**
   * A sentence that names the fields, the values that stay, and their managers if there are any;
   * empty if the server only added defaults or dropped empty values.
   *
   * @param comparison of the answer with what was applied
   */
  static Optional<String> describe(
      String object,
      Map<String, Object> desired,
      GenericKubernetesResource answered,
      AppliedFieldsDiff comparison,
      SemanticEquality meaning) {
    Set<String> differences = comparison.differences().keySet();
    RewrittenFields rewritten = new RewrittenFields(meaning, differences);
    rewritten.collect("", AppliedFieldsDiff.intended(desired), AppliedFieldsDiff.content(answered));
    if (rewritten.fields.isEmpty()) {
      return Optional.empty();
    }
    Set<String> managers =
        differences.stream()
            .flatMap(field -> Drift.othersThatOwn(field, answered).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    int more = rewritten.fields.size() - SHOWN;
    return Optional.of(
        "%s: %s%s: a mutating policy or webhook rewrites what the operator applies%s; exempt the operator from it, or make its value that of the path"
            .formatted(
                object,
                rewritten.fields.values().stream().limit(SHOWN).collect(Collectors.joining(", ")),
                more > 0 ? " and " + more + " more" : "",
                managers.isEmpty()
                    ? ""
                    : " (manager "
                        + MessageText.plain(String.join(", ", managers), LONGEST)
                        + ")"));
  }

  private void collect(String path, @Nullable Object wanted, @Nullable Object live) {
    if (wanted instanceof Map<?, ?> map && live instanceof Map<?, ?> other) {
      map.forEach(
          (key, value) ->
              collect(path.isEmpty() ? key + "" : path + "." + key, value, other.get(key)));
    } else if (wanted instanceof List<?> list
        && live instanceof List<?> other
        && list.size() == other.size()) {
      for (int i = 0; i < list.size(); i++) {
        collect(path, list.get(i), other.get(i));
      }
    } else if (isDifferent(path, wanted, live)) {
      fields.putIfAbsent(
          path,
          "%s stays %s instead of %s"
              .formatted(path, live == null ? "unset" : text(live), text(wanted)));
    }
  }

  private boolean isDifferent(String path, @Nullable Object wanted, @Nullable Object live) {
    boolean same =
        path.startsWith("metadata.")
            ? Objects.equals(wanted, live)
            : meaning.contains(path, live, wanted);
    boolean dropped = live == null && isEmpty(wanted);
    return !same
        && !dropped
        && differences.stream().anyMatch(at -> path.equals(at) || path.startsWith(at + "."));
  }

  /** What the server may drop without a change of meaning. */
  private static boolean isEmpty(@Nullable Object value) {
    return value == null
        || value.equals("")
        || value.equals(false)
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof Collection<?> items && items.isEmpty())
        || (value instanceof Number number && number.doubleValue() == 0);
  }

  private static String text(@Nullable Object value) {
    return MessageText.plain(String.valueOf(value), LONGEST);
  }
}
