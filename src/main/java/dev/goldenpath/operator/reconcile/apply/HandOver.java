package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Releases an object to its owner, and takes it over again. It keeps its uid and every field, but
 * we own none of them any more. Applying an empty intent would delete the fields instead.
 *
 * <pre>{@code
 * managedFields before                after the release
 * [ours: Apply] [kubectl: Update]     [kubectl: Update]
 * [ours: Apply]                       [golden-service-handover: Update, f:data]
 *
 * before the return                   applied by force     taken up
 * [handover] [kubectl: f:data.x]      [ours] [handover]    [ours]
 * }</pre>
 */
public final class HandOver {
  private static final String MANAGERS = "/metadata/managedFields";

  private final ObjectClient objects;

  public HandOver(ObjectClient objects) {
    this.objects = objects;
  }

  /** Releases it completely: the labels that identify it as ours are removed, too. */
  public void release(ApiKind kind, GenericKubernetesResource live) {
    List<JsonPatchStep> steps = disown(live);
    FieldOwnership.IDENTITY.stream()
        .filter(live.getMetadata().getLabels()::containsKey)
        .forEach(label -> steps.add(remove("/metadata/labels/" + label.replace("/", "~1"))));
    objects.edit(kind, live, steps);
  }

  /**
   * Releases its fields but keeps it in the cache, so that the end of the hatch on it is noticed.
   * The placeholder distinguishes it from an object that another created under our name.
   */
  public GenericKubernetesResource releaseFields(ApiKind kind, GenericKubernetesResource live) {
    List<JsonPatchStep> steps = disown(live);
    if (steps.stream()
        .noneMatch(step -> "replace".equals(step.op()) && step.path().equals(MANAGERS))) {
      steps.add(new JsonPatchStep("add", MANAGERS + "/-", placeholder(live)));
    }
    return objects.edit(kind, live, steps);
  }

  /**
   * Removes the placeholder after the first apply of a returning object. If the process ended
   * between the two, the next reconciliation does it.
   */
  GenericKubernetesResource takeUp(ApiKind kind, GenericKubernetesResource applied) {
    List<JsonPatchStep> steps = without(applied, FieldOwnership::isPlaceholder);
    return steps.size() == 1 ? applied : objects.edit(kind, applied, steps);
  }

  private static List<JsonPatchStep> disown(GenericKubernetesResource live) {
    if (live.getMetadata().getManagedFields().stream().allMatch(FieldOwnership::isOurApply)) {
      return new ArrayList<>(
          List.of(guard(live), new JsonPatchStep("replace", MANAGERS, List.of(placeholder(live)))));
    }
    return without(live, FieldOwnership::isOurApply);
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

  /** An object that has changed since causes a conflict: positions in lists may differ. */
  private static JsonPatchStep guard(GenericKubernetesResource live) {
    return new JsonPatchStep(
        "replace", "/metadata/resourceVersion", live.getMetadata().getResourceVersion());
  }

  /** Owns the existence of spec or data, and no field in it: nobody's apply conflicts. */
  private static ManagedFieldsEntry placeholder(GenericKubernetesResource live) {
    Map<String, Object> owned = new TreeMap<>(FieldOwnership.fields(live).orElseThrow());
    owned.remove("f:metadata");
    String first = owned.keySet().iterator().next();
    boolean isLeaf = owned.get(first) instanceof Map<?, ?> below && below.isEmpty();
    return new ManagedFieldsEntryBuilder()
        .withManager(FieldOwnership.PLACEHOLDER)
        .withOperation("Update")
        .withApiVersion(live.getApiVersion())
        .withFieldsType("FieldsV1")
        .withNewFieldsV1()
        .addToAdditionalProperties(first, isLeaf ? Map.of() : Map.of(".", Map.of()))
        .endFieldsV1()
        .build();
  }

  private static JsonPatchStep remove(String path) {
    return new JsonPatchStep("remove", path, null);
  }
}
