package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.Hatches.PatchHatch;
import dev.goldenpath.operator.hatch.InvalidHatchException;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a component wants of the cluster, its patch included.
 *
 * @param variants the objects with each patch that may be tried, the wanted one first, and last
 *     without any: what to fall back to where the API server refuses
 * @param rejected a patch that cannot be applied
 */
public record DesiredState(List<Variant> variants, List<RejectedHatch> rejected) {
  /**
   * The objects in one form.
   *
   * @param patch what changed them; empty where they are the path's own
   */
  public record Variant(Optional<MergePatch> patch, List<DesiredObject> objects) {}

  /** The desired state of a component that is switched on. */
  public static DesiredState of(Component component, ServicePlan plan) {
    List<Map<String, Object>> objects =
        component.desired(plan).stream().map(DesiredObject::content).toList();
    List<Variant> variants = new ArrayList<>();
    List<RejectedHatch> rejected = new ArrayList<>();
    PatchHatch hatch = plan.hatches().patches().get(component.name());
    if (hatch != null) {
      for (MergePatch patch : hatch.patches()) {
        try {
          variants.add(
              new Variant(
                  Optional.of(patch),
                  rendered(component, plan, hatch.rule().apply(patch, objects))));
        } catch (InvalidHatchException e) {
          rejected.add(rejected(component, patch, Objects.requireNonNull(e.getMessage())));
        } catch (IllegalArgumentException e) {
          rejected.add(
              rejected(component, patch, "makes a label or an annotation of what is no text"));
        }
      }
    }
    variants.add(new Variant(Optional.empty(), rendered(component, plan, objects)));
    return new DesiredState(variants, rejected);
  }

  /** The path's own objects, whatever a patch says. */
  public List<DesiredObject> standard() {
    return variants.get(variants.size() - 1).objects();
  }

  /** The objects as they are wanted: with the patch, if there is one. */
  public List<DesiredObject> wanted() {
    return variants.get(0).objects();
  }

  /** The patch changes nothing, for that reason. */
  public static RejectedHatch rejected(Component component, MergePatch patch, String problem) {
    return new RejectedHatch(
        Annotations.PATCH + component.name(), MessageText.quoted(patch.text()) + " " + problem);
  }

  private static List<DesiredObject> rendered(
      Component component, ServicePlan plan, List<Map<String, Object>> objects) {
    return objects.stream().map(object -> DesiredObject.of(component, plan, object)).toList();
  }
}
