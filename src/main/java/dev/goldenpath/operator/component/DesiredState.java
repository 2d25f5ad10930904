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
import org.jspecify.annotations.Nullable;

/**
 * The desired state of a component, including its patch.
 *
 * @param variants the objects with each patch that may be tried, the desired one first, and finally
 *     without a patch: the fallbacks if the API server rejects one
 * @param rejected a patch that cannot be applied
 */
public record DesiredState(List<Variant> variants, List<RejectedHatch> rejected) {
  /**
   * The objects in one form.
   *
   * @param patch the patch that changed them; empty if they are the path's own
   */
  public record Variant(Optional<MergePatch> patch, List<DesiredObject> objects) {
    /**
     * Whether the service goes without the patch if the API server refuses it: so it does already,
     * or would if it were not moved.
     *
     * @param inForce the patch that the API server accepted last; null if there is none
     */
    public boolean isDispensable(@Nullable String inForce) {
      return patch.filter(each -> !each.text().equals(inForce)).isPresent();
    }
  }

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
              rejected(component, patch, "is invalid: labels and annotations must be strings"));
        }
      }
    }
    variants.add(new Variant(Optional.empty(), rendered(component, plan, objects)));
    return new DesiredState(variants, rejected);
  }

  /** The path's own objects, without a patch. */
  public List<DesiredObject> standard() {
    return variants.get(variants.size() - 1).objects();
  }

  /** The objects as desired: with the patch, if there is one. */
  public List<DesiredObject> wanted() {
    return variants.get(0).objects();
  }

  /** Rejects the patch for that reason. */
  public static RejectedHatch rejected(Component component, MergePatch patch, String problem) {
    return new RejectedHatch(
        Annotations.PATCH + component.name(), MessageText.quoted(patch.text()) + " " + problem);
  }

  private static List<DesiredObject> rendered(
      Component component, ServicePlan plan, List<Map<String, Object>> objects) {
    return objects.stream().map(object -> DesiredObject.of(component, plan, object)).toList();
  }
}
