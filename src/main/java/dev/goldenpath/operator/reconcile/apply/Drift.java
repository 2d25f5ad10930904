package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.goldenpath.MessageText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who changed what: a field that we want and another manager owns has drifted, and so has one that
 * existed and that nobody owns any more. Who removed it is unknown: managedFields name only the
 * owners of existing fields.
 */
public final class Drift {
  /** The number of fields, and of managers, that are named. */
  private static final int SHOWN = 5;

  private static final int LONGEST_NAME = 128;

  private static final Set<String> IDENTITY =
      FieldOwnership.IDENTITY.stream()
          .map(label -> "metadata.labels." + label)
          .collect(Collectors.toUnmodifiableSet());

  private Drift() {}

  /**
   * A sentence that names the fields and their managers; empty if our own intent changed.
   *
   * @param differences the fields that an apply has repaired: by path, the values before
   * @param unowned those that we want and did not own
   * @param stood whether the object existed with the same intent: only then was a field that nobody
   *     owns removed, and is not new. The labels that every intent has show it.
   */
  static Optional<String> describe(
      String object,
      Map<String, List<Object>> differences,
      Set<String> unowned,
      GenericKubernetesResource live,
      boolean stood) {
    TreeSet<String> changed = new TreeSet<>();
    TreeSet<String> managers = new TreeSet<>();
    TreeSet<String> removed = new TreeSet<>();
    differences.forEach(
        (field, values) -> {
          Set<String> others = othersThatOwn(field, live);
          if (!others.isEmpty()) {
            changed.add(field);
            managers.addAll(others);
          } else if (unowned.contains(field) && (stood || holdsIdentity(field))) {
            removed.add(values.stream().allMatch(Objects::isNull) ? field : "part of " + field);
          }
        });
    String what =
        Stream.of(
                changed.isEmpty() ? "" : shown(changed) + " changed by " + shown(managers),
                removed.isEmpty() ? "" : shown(removed) + " removed")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("; "));
    return what.isEmpty() ? Optional.empty() : Optional.of(object + ": " + what);
  }

  private static boolean holdsIdentity(String field) {
    return IDENTITY.stream()
        .anyMatch(label -> label.equals(field) || label.startsWith(field + "."));
  }

  /** Their number depends on whoever edits the object. */
  private static String shown(Set<String> names) {
    String first =
        names.stream()
            .limit(SHOWN)
            .map(name -> MessageText.plain(name, LONGEST_NAME))
            .collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
  }

  /** The managers of a field other than us, by its path with dots. */
  public static Set<String> othersThatOwn(String field, GenericKubernetesResource live) {
    return live.getMetadata().getManagedFields().stream()
        .filter(entry -> !FieldManager.NAME.equals(entry.getManager()) && owns(entry, field))
        .map(ManagedFieldsEntry::getManager)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean owns(ManagedFieldsEntry entry, String field) {
    Optional<Map<String, Object>> fields =
        Optional.ofNullable(entry.getFieldsV1()).map(tree -> tree.getAdditionalProperties());
    return fields.isPresent() && reaches(fields.get(), field);
  }

  /** Keys may hold dots themselves, so each prefix that the tree knows is followed. */
  private static boolean reaches(Map<String, Object> tree, String field) {
    return tree.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("f:"))
        .anyMatch(
            entry -> {
              String step = entry.getKey().substring(2);
              return field.equals(step)
                  || (field.startsWith(step + ".")
                      && entry.getValue() instanceof Map<?, ?> below
                      && reaches(asTree(below), field.substring(step.length() + 1)));
            });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asTree(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
