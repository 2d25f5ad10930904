package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.reconcile.ObjectClient.JsonPatchStep;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets an object go to its owner: it keeps its uid and every field, and none of them is ours any
 * more. To apply an empty intent would delete the fields instead.
 */
final class HandOver {
  private static final List<String> IDENTITY =
      List.of(GoldenLabels.MANAGED_BY, GoldenLabels.SERVICE, GoldenLabels.COMPONENT);

  private final ObjectClient objects;

  HandOver(ObjectClient objects) {
    this.objects = objects;
  }

  /** Whether anything of the object is ours to let go. */
  static boolean isOurs(GenericKubernetesResource live) {
    return Intent.ownedFields(live).isPresent();
  }

  /** Lets it go altogether: the labels by which it is known as ours go, too. */
  void release(ApiKind kind, GenericKubernetesResource live) {
    List<JsonPatchStep> steps = disown(live);
    IDENTITY.stream()
        .filter(live.getMetadata().getLabels()::containsKey)
        .forEach(label -> steps.add(remove("/metadata/labels/" + label.replace("/", "~1"))));
    objects.edit(kind, live, steps);
  }

  /** Lets its fields go and keeps it in sight, so that the end of the hatch on it is seen. */
  GenericKubernetesResource releaseFields(ApiKind kind, GenericKubernetesResource live) {
    return objects.edit(kind, live, disown(live));
  }

  /**
   * The resourceVersion makes an object that was changed since a conflict: positions may differ.
   */
  private static List<JsonPatchStep> disown(GenericKubernetesResource live) {
    List<JsonPatchStep> steps = new ArrayList<>();
    steps.add(
        new JsonPatchStep(
            "replace", "/metadata/resourceVersion", live.getMetadata().getResourceVersion()));
    List<ManagedFieldsEntry> managers = live.getMetadata().getManagedFields();
    for (int i = managers.size() - 1; i >= 0; i--) {
      if (Intent.isOurApply(managers.get(i))) {
        steps.add(remove("/metadata/managedFields/" + i));
      }
    }
    return steps;
  }

  private static JsonPatchStep remove(String path) {
    return new JsonPatchStep("remove", path, null);
  }
}
