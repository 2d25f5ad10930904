package dev.goldenpath.operator.component.prometheus;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;
import java.util.Optional;

/** What a label selector asks for, as the API server would evaluate it. */
final class LabelRequirement {
  private LabelRequirement() {}

  /** The first requirement of a selector that labels do not meet. */
  static Optional<String> unmet(LabelSelector selector, Map<String, String> labels) {
    return selector.getMatchLabels().entrySet().stream()
        .filter(label -> !label.getValue().equals(labels.get(label.getKey())))
        .map(label -> label.getKey() + "=" + label.getValue())
        .findFirst()
        .or(
            () ->
                selector.getMatchExpressions().stream()
                    .filter(requirement -> !meets(requirement, labels))
                    .map(LabelRequirement::text)
                    .findFirst());
  }

  private static String text(LabelSelectorRequirement requirement) {
    return requirement.getValues().isEmpty()
        ? requirement.getKey() + " " + requirement.getOperator()
        : "%s %s %s"
            .formatted(requirement.getKey(), requirement.getOperator(), requirement.getValues());
  }

  private static boolean meets(LabelSelectorRequirement requirement, Map<String, String> labels) {
    String value = labels.get(requirement.getKey());
    return switch (requirement.getOperator()) {
      case "In" -> value != null && requirement.getValues().contains(value);
      case "NotIn" -> value == null || !requirement.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
