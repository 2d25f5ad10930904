package dev.goldenpath.operator.component.crossplane;

import dev.goldenpath.operator.component.condition.ObservedCondition;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Crossplane's claim, with the fields that the path document describes. */
public final class CrossplaneClaim {
  private static final Set<String> NUMBERS =
      Set.of("postgres.instances", "postgres.synchronousReplicas", "queue.replicas");

  private CrossplaneClaim() {}

  /**
   * The desired {@code spec}; null if the path document sets no field.
   *
   * @param claim how the claim looks
   */
  public static @Nullable Object spec(ServicePlan plan, Platform.Claim claim) {
    Map<String, Object> root = new TreeMap<>();
    claim
        .fields()
        .forEach((parameter, field) -> put(root, field.split("[.]"), value(plan, parameter)));
    return root.get("spec");
  }

  /** Numbers stay numbers: a claim's schema distinguishes 3 from "3". */
  private static Object value(ServicePlan plan, String parameter) {
    String text = plan.text(parameter);
    return NUMBERS.contains(parameter) ? (Object) Integer.valueOf(text) : text;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> root, String[] path, Object value) {
    Map<String, Object> at = root;
    for (int i = 0; i < path.length - 1; i++) {
      at = (Map<String, Object>) at.computeIfAbsent(path[i], step -> new TreeMap<String, Object>());
    }
    at.put(path[path.length - 1], value);
  }

  /**
   * What is live of it; its pods, if any, are not in the namespace.
   *
   * @param claim how the claim looks
   * @param parameters those that are read
   */
  public static LiveValues live(
      GenericKubernetesResource object, Platform.Claim claim, Set<String> parameters) {
    Map<String, String> values = new HashMap<>();
    for (String parameter : parameters) {
      String field = claim.fields().get(parameter);
      if (field != null) {
        LiveValues.put(values, parameter, object.get((Object[]) field.split("[.]")));
      }
    }
    return new LiveValues(values, false);
  }

  /** Whether the claim's provider says that it is ready. */
  public static boolean isReady(GenericKubernetesResource claim) {
    return ObservedCondition.of(claim, "Ready").filter(ObservedCondition::isTrue).isPresent();
  }
}
