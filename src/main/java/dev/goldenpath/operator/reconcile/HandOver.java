package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.reconcile.ObjectClient.JsonPatchStep;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Lets an object go to its owner, and takes it up again. It keeps its uid and every field, and none
 * of them is ours any more. To apply an empty intent would delete the fields instead.
 */
final class HandOver {
  /**
   * Stands in for us where we were the only manager. The API server does not note who changes an
   * object that has no managers, and at the next apply it credits every field to one of its own
   * ({@code before-first-apply}), which then could never be removed.
   */
  static final String PLACEHOLDER = "golden-service-handover";

  /** The labels by which an object is known as ours: the same in every intent. */
  static final List<String> IDENTITY =
      List.of(Labels.MANAGED_BY, Labels.SERVICE, Labels.COMPONENT);

  private static final String MANAGERS = "/metadata/managedFields";

  private final ObjectClient objects;

  HandOver(ObjectClient objects) {
    this.objects = objects;
  }

  /** Whether the object was let go, and nobody has taken or made it anew since. */
  static boolean isHandedOver(GenericKubernetesResource live) {
    return live.getMetadata().getManagedFields().stream().anyMatch(HandOver::isPlaceholder);
  }

  /** Whether anything of the object is ours to let go. */
  static boolean isOurs(GenericKubernetesResource live) {
    return AppliedFieldsDiff.ownedFields(live).isPresent();
  }

  /** Lets it go altogether: the labels by which it is known as ours go, too. */
  void release(ApiKind kind, GenericKubernetesResource live) {
    List<JsonPatchStep> steps = disown(live);
    IDENTITY.stream()
        .filter(live.getMetadata().getLabels()::containsKey)
        .forEach(label -> steps.add(remove("/metadata/labels/" + label.replace("/", "~1"))));
    objects.edit(kind, live, steps);
  }

  /**
   * Lets its fields go and keeps it in sight, so that the end of the hatch on it is seen. By the
   * placeholder it is then told from an object that another made under our name.
   */
  GenericKubernetesResource releaseFields(ApiKind kind, GenericKubernetesResource live) {
    List<JsonPatchStep> steps = disown(live);
    if (steps.stream()
        .noneMatch(step -> "replace".equals(step.op()) && step.path().equals(MANAGERS))) {
      steps.add(new JsonPatchStep("add", MANAGERS + "/-", placeholder(live)));
    }
    return objects.edit(kind, live, steps);
  }

  /**
   * After the first apply of an object that comes back: the placeholder goes. Where the process
   * ended between the two, the next pass does it.
   */
  GenericKubernetesResource takeUp(ApiKind kind, GenericKubernetesResource applied) {
    List<JsonPatchStep> steps = without(applied, HandOver::isPlaceholder);
    return steps.size() == 1 ? applied : objects.edit(kind, applied, steps);
  }

  private static List<JsonPatchStep> disown(GenericKubernetesResource live) {
    if (live.getMetadata().getManagedFields().stream().allMatch(AppliedFieldsDiff::isOurApply)) {
      return new ArrayList<>(
          List.of(guard(live), new JsonPatchStep("replace", MANAGERS, List.of(placeholder(live)))));
    }
    return without(live, AppliedFieldsDiff::isOurApply);
  }

  private static List<JsonPatchStep> without(
      GenericKubernetesResource live, Predicate<ManagedFieldsEntry> unwanted) {
    List<JsonPatchStep> steps = new ArrayList<>(List.of(guard(live)));
    List<ManagedFieldsEntry> managers = live.getMetadata().getManagedFields();
    for (int i = managers.size() - 1; i >= 0; i--) {
      if (unwanted.test(managers.get(i))) {
        steps.add(remove(MANAGERS + "/" + i));
      }
    }
    return steps;
  }

  /** An object that was changed since makes a conflict: positions in lists may differ. */
  private static JsonPatchStep guard(GenericKubernetesResource live) {
    return new JsonPatchStep(
        "replace", "/metadata/resourceVersion", live.getMetadata().getResourceVersion());
  }

  /** Owns that the object has a spec, or data, and nothing in it: no one's apply conflicts. */
  private static ManagedFieldsEntry placeholder(GenericKubernetesResource live) {
    Map<String, Object> owned = new TreeMap<>(AppliedFieldsDiff.ownedFields(live).orElseThrow());
    owned.remove("f:metadata");
    String first = owned.keySet().iterator().next();
    boolean isLeaf = owned.get(first) instanceof Map<?, ?> below && below.isEmpty();
    return new ManagedFieldsEntryBuilder()
        .withManager(PLACEHOLDER)
        .withOperation("Update")
        .withApiVersion(live.getApiVersion())
        .withFieldsType("FieldsV1")
        .withNewFieldsV1()
        .addToAdditionalProperties(first, isLeaf ? Map.of() : Map.of(".", Map.of()))
        .endFieldsV1()
        .build();
  }

  private static boolean isPlaceholder(ManagedFieldsEntry entry) {
    return PLACEHOLDER.equals(entry.getManager());
  }

  private static JsonPatchStep remove(String path) {
    return new JsonPatchStep("remove", path, null);
  }
}
