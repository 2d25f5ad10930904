package dev.goldenpath.operator.component.condition;

import dev.goldenpath.operator.goldenpath.MessageText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition in the status of an object, as another controller wrote it.
 *
 * @param status True, False or Unknown
 * @param reason one word; empty if there is none
 * @param message for people, in one line of at most {@value #LONGEST} characters; empty if there is
 *     none
 * @param observedGeneration the generation that it describes; -1 if it names none
 */
public record ObservedCondition(
    String type, String status, String reason, String message, long observedGeneration) {

  private static final int LONGEST = 512;

  /** The condition of that type of an object. */
  public static Optional<ObservedCondition> of(GenericKubernetesResource object, String type) {
    return in(object.get("status", "conditions"), type);
  }

  /** The condition of that type in a list of them. */
  public static Optional<ObservedCondition> in(@Nullable Object conditions, String type) {
    return conditions instanceof List<?> list
        ? list.stream()
            .filter(each -> each instanceof Map<?, ?> map && type.equals(map.get("type")))
            .map(each -> of((Map<?, ?>) each))
            .findFirst()
        : Optional.empty();
  }

  private static ObservedCondition of(Map<?, ?> condition) {
    return new ObservedCondition(
        text(condition.get("type")),
        text(condition.get("status")),
        text(condition.get("reason")),
        MessageText.plain(text(condition.get("message")), LONGEST),
        condition.get("observedGeneration") instanceof Number seen ? seen.longValue() : -1);
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  /** Whether it holds. */
  public boolean isTrue() {
    return status.equals("True");
  }

  /** Whether it is known not to hold. */
  public boolean isFalse() {
    return status.equals("False");
  }

  /** Whether it describes an earlier generation than this one. */
  public boolean isOlderThan(@Nullable Long generation) {
    return generation != null && observedGeneration >= 0 && observedGeneration < generation;
  }
}
