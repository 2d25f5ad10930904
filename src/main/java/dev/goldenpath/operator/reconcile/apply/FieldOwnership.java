package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parts of an object that we own, according to its {@code managedFields}. */
public final class FieldOwnership {
  /**
   * Takes our place on an object that was handed over and whose only manager we were. The API
   * server does not record who changes an object without managers, and at the next apply it assigns
   * every field to a manager of its own ({@code before-first-apply}), from which fields could never
   * be removed.
   */
  public static final String PLACEHOLDER = "golden-service-handover";

  /** The labels that identify an object as ours: the same in every desired state. */
  static final List<String> IDENTITY = List.of(Labels.MANAGED_BY, Labels.SERVICE, Labels.COMPONENT);

  private FieldOwnership() {}

  /** Whether we own any field of the object. */
  public static boolean isOurs(GenericKubernetesResource live) {
    return fields(live).isPresent();
  }

  /** Whether the object was handed over, and nobody has taken over or recreated it since. */
  static boolean isHandedOver(GenericKubernetesResource live) {
    return live.getMetadata().getManagedFields().stream().anyMatch(FieldOwnership::isPlaceholder);
  }

  static boolean isPlaceholder(ManagedFieldsEntry entry) {
    return PLACEHOLDER.equals(entry.getManager());
  }

  public static boolean isOurApply(ManagedFieldsEntry entry) {
    return FieldManager.NAME.equals(entry.getManager())
        && "Apply".equals(entry.getOperation())
        && (entry.getSubresource() == null || entry.getSubresource().isEmpty());
  }

  /** The fields that our applies own, as the server's tree of them. */
  public static Optional<Map<String, Object>> fields(GenericKubernetesResource live) {
    return live.getMetadata().getManagedFields().stream()
        .filter(FieldOwnership::isOurApply)
        .map(entry -> entry.getFieldsV1().getAdditionalProperties())
        .findFirst();
  }

  /** The labels that our applies own, without the edits of others. */
  public static Map<String, String> labels(GenericKubernetesResource live) {
    return entries(live, "labels", live.getMetadata().getLabels());
  }

  /** The annotations that our applies own. */
  public static Map<String, String> annotations(GenericKubernetesResource live) {
    return entries(live, "annotations", live.getMetadata().getAnnotations());
  }

  private static Map<String, String> entries(
      GenericKubernetesResource live, String map, Map<String, String> entries) {
    Map<?, ?> owned = tree(tree(fields(live).orElse(Map.of()).get("f:metadata")).get("f:" + map));
    Map<String, String> ours = new TreeMap<>(entries);
    ours.keySet().removeIf(key -> !owned.containsKey("f:" + key));
    return ours;
  }

  private static Map<?, ?> tree(@Nullable Object node) {
    return node instanceof Map<?, ?> map ? map : Map.of();
  }
}
