package dev.goldenpath.operator.component.queue;

import dev.goldenpath.operator.component.condition.ObservedCondition;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.Quantities;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The {@code RabbitmqCluster} of RabbitMQ's cluster operator: what the path asks for, and more. */
public final class RabbitmqCluster {
  private static final String SIZE = "spec.persistence.storage";
  private static final String REPLICAS = "spec.replicas";

  /**
   * Time to hand over what a replica leads. The default is a week, for which a namespace that is
   * deleted would wait (rabbitmq/cluster-operator#261).
   */
  private static final int GRACE_SECONDS = 300;

  private RabbitmqCluster() {}

  /** The desired {@code spec}. Without resources, each replica would request a whole CPU. */
  public static Map<String, Object> spec(ServicePlan plan) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("replicas", plan.integer("queue.replicas"));
    spec.put("persistence", Map.of("storage", plan.text("queue.storage")));
    String memory = plan.text("queue.memory");
    spec.put(
        "resources",
        new TreeMap<>(
            Map.of(
                "requests",
                new TreeMap<>(Map.of("cpu", plan.text("queue.cpu"), "memory", memory)),
                "limits",
                Map.of("memory", memory))));
    spec.put("terminationGracePeriodSeconds", GRACE_SECONDS);
    if (!plan.platform().imagePullSecrets().isEmpty()) {
      spec.put(
          "imagePullSecrets",
          plan.platform().imagePullSecrets().stream().map(name -> Map.of("name", name)).toList());
    }
    return spec;
  }

  /** What is live of it. */
  public static LiveValues live(GenericKubernetesResource cluster) {
    Map<String, String> values = new HashMap<>();
    if (cluster.getMetadata().getDeletionTimestamp() == null) {
      LiveValues.put(values, "queue.storage", cluster.get("spec", "persistence", "storage"));
      LiveValues.put(values, "queue.replicas", cluster.get("spec", "replicas"));
    }
    return new LiveValues(values, false);
  }

  /** What its operator says beside its readiness, such as a memory alarm; empty if nothing. */
  public static String warning(GenericKubernetesResource cluster) {
    return ObservedCondition.of(cluster, "NoWarnings")
        .filter(ObservedCondition::isFalse)
        .map(ObservedCondition::message)
        .orElse("");
  }

  /**
   * What a change of it does. Its operator replaces the pods, one after the other, for all but the
   * size of the volumes and the number of replicas; it never removes a replica or shrinks a volume.
   */
  public static Set<Effect> effects(FieldChange change) {
    String path = change.path();
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (path.startsWith("spec.resources") || path.startsWith("spec.terminationGracePeriod")) {
      effects.add(Effect.QUEUE_RESTART);
    }
    if ((path.equals(SIZE) || path.equals(REPLICAS))
        && Quantities.isLess(change.from(), change.to())) {
      effects.add(Effect.IRREVERSIBLE);
    }
    return effects;
  }
}
