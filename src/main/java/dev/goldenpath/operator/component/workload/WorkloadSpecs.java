package dev.goldenpath.operator.component.workload;

import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.ServiceSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpecBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpecBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What the objects around a service's pods ask for. */
public final class WorkloadSpecs {
  private WorkloadSpecs() {}

  /** By these, all of them find the pods. A Deployment's can never change. */
  private static Map<String, String> selector(ServicePlan plan) {
    return new TreeMap<>(
        Map.of("app.kubernetes.io/name", plan.service(), Labels.COMPONENT, "workload"));
  }

  /** Without replicas: they belong to whoever scales, and a dropped field would go back to 1. */
  public static DeploymentSpec deployment(ServicePlan plan) {
    return new DeploymentSpecBuilder()
        .withNewSelector()
        .withMatchLabels(selector(plan))
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withNewMaxSurge(MinimumSize.SURGE + "%")
        .withNewMaxUnavailable(0)
        .endRollingUpdate()
        .endStrategy()
        .withProgressDeadlineSeconds((int) progressDeadline(plan).toSeconds())
        .withRevisionHistoryLimit(5)
        .withTemplate(PodTemplate.of(plan, selector(plan)))
        .build();
  }

  /**
   * How long a rollout may make no progress: a container that may start for long needs twice as
   * long to be replaced.
   */
  public static Duration progressDeadline(ServicePlan plan) {
    return Duration.ofSeconds(
        Math.max(plan.seconds("workload.progressDeadline"), 2 * plan.seconds("workload.startup")));
  }

  /** A Service inside the cluster. */
  public static ServiceSpec service(ServicePlan plan) {
    return new ServiceSpecBuilder()
        .withType("ClusterIP")
        .withSelector(selector(plan))
        .withPorts(WorkloadPorts.of(plan))
        .build();
  }

  /** By the CPU that the pods request. */
  public static HorizontalPodAutoscalerSpec autoscaler(ServicePlan plan) {
    return new HorizontalPodAutoscalerSpecBuilder()
        .withNewScaleTargetRef("apps/v1", "Deployment", plan.service())
        .withMinReplicas(plan.integer("workload.minReplicas"))
        .withMaxReplicas(plan.integer("workload.maxReplicas"))
        .addNewMetric()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(plan.integer("workload.targetCpu"))
        .endTarget()
        .endResource()
        .endMetric()
        .build();
  }

  /** Not minAvailable: of a single pod, it would make a node that cannot be drained. */
  public static PodDisruptionBudgetSpec disruptionBudget(ServicePlan plan) {
    return new PodDisruptionBudgetSpecBuilder()
        .withNewMaxUnavailable(1)
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .withNewSelector()
        .withMatchLabels(selector(plan))
        .endSelector()
        .build();
  }
}
