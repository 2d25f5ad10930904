package dev.goldenpath.operator.component;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.hatch.Hatches.PatchHatch;
import dev.goldenpath.operator.hatch.Hatches.Rejected;
import dev.goldenpath.operator.hatch.Patch;
import dev.goldenpath.operator.hatch.Unreadable;
import dev.goldenpath.operator.path.Shown;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a component wants of the cluster, its patch included.
 *
 * @param variants the objects with each patch that may be tried, the wanted one first, and last
 *     without any: what to fall back to where the API server refuses
 * @param rejected a patch that cannot be applied
 */
public record DesiredState(List<Variant> variants, List<Rejected> rejected) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The objects in one form.
   *
   * @param patch what changed them; empty where they are the path's own
   */
  public record Variant(Optional<Patch> patch, List<GenericKubernetesResource> objects) {}

  /** The desired state of a component that is switched on. */
  public static DesiredState of(Component component, ServicePlan plan) {
    List<Map<String, Object>> objects =
        component.desired(plan).stream().map(DesiredState::tree).toList();
    List<Variant> variants = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    PatchHatch hatch = plan.hatches().patches().get(component.name());
    if (hatch != null) {
      for (Patch patch : hatch.patches()) {
        try {
          variants.add(
              new Variant(Optional.of(patch), resources(hatch.rule().apply(patch, objects))));
        } catch (Unreadable e) {
          rejected.add(rejected(component, patch, e.getMessage()));
        } catch (IllegalArgumentException e) {
          rejected.add(
              rejected(component, patch, "makes a label or an annotation of what is no text"));
        }
      }
    }
    variants.add(new Variant(Optional.empty(), resources(objects)));
    return new DesiredState(variants, rejected);
  }

  /** The path's own objects, whatever a patch says. */
  public static List<GenericKubernetesResource> standard(Component component, ServicePlan plan) {
    return resources(component.desired(plan).stream().map(DesiredState::tree).toList());
  }

  /** The patch changes nothing, for that reason. */
  public static Rejected rejected(Component component, Patch patch, String problem) {
    return new Rejected(
        GoldenLabels.PATCH + component.name(), Shown.quoted(patch.text()) + " " + problem);
  }

  private static Map<String, Object> tree(Object object) {
    return JSON.convertValue(object, new TypeReference<>() {});
  }

  private static List<GenericKubernetesResource> resources(List<Map<String, Object>> objects) {
    return objects.stream()
        .map(object -> JSON.convertValue(object, GenericKubernetesResource.class))
        .toList();
  }
}
