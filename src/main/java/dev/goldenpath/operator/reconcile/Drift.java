package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who changed what: a field that we want and another manager owns has drifted. */
final class Drift {
  private Drift() {}

  /** A sentence that names the fields and their managers; empty where our own intent changed. */
  static Optional<String> describe(
      String object, List<String> differences, GenericKubernetesResource live) {
    TreeSet<String> fields = new TreeSet<>();
    TreeSet<String> managers = new TreeSet<>();
    for (String field : differences) {
      Set<String> others = othersThatOwn(field, live);
      if (!others.isEmpty()) {
        fields.add(field);
        managers.addAll(others);
      }
    }
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            object
                + ": "
                + String.join(", ", fields)
                + " changed by "
                + String.join(", ", managers));
  }

  /** The managers other than us of a field, by its path with dots. */
  static Set<String> othersThatOwn(String field, GenericKubernetesResource live) {
    return live.getMetadata().getManagedFields().stream()
        .filter(entry -> !GoldenLabels.OPERATOR.equals(entry.getManager()) && owns(entry, field))
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
