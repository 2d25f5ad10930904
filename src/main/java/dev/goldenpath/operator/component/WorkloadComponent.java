package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.component.workload.PodTemplate;
import dev.goldenpath.operator.component.workload.Rollout;
import dev.goldenpath.operator.component.workload.WorkloadParameters;
import dev.goldenpath.operator.component.workload.WorkloadSpecs;
import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.goldenpath.Requested;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The service's own pods, of a service with an image: a Deployment with its ServiceAccount,
 * Service, autoscaler and disruption budget, all of them named as the service.
 */
final class WorkloadComponent implements ImageComponent {
  private static final ApiKind DEPLOYMENT =
      ApiKind.builtIn("apps", "v1", "Deployment", "deployments");

  private static final String TEMPLATE = "spec.template.";

  @Override
  public String name() {
    return "workload";
  }

  @Override
  public Set<String> parameters() {
    return WorkloadParameters.NAMES;
  }

  @Override
  public List<Contradiction> contradictions(
      Map<String, String> values, Requested requested, Platform platform) {
    return WorkloadParameters.contradictions(values, requested);
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(
        ApiKind.builtIn("", "v1", "ServiceAccount", "serviceaccounts"),
        DEPLOYMENT,
        ApiKind.builtIn("", "v1", "Service", "services"),
        ApiKind.builtIn("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
        ApiKind.builtIn("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"));
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of(service);
  }

  /** Its pods get the credentials of both, and a port that monitoring names. */
  @Override
  public Set<String> dependsOn() {
    return Set.of("postgres", "queue", "monitoring");
  }

  /** Pods that start before their Secret is there, or before the server runs, would back off. */
  @Override
  public Set<String> follows() {
    return Set.of("postgres", "queue");
  }

  @Override
  public Object settings(Platform platform) {
    return List.of(platform.databaseEnv(), platform.queueEnv(), platform.imagePullSecrets());
  }

  @Override
  public Set<String> quantities() {
    return Set.of("spec.template.spec.containers.resources");
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    if (plan.image().isEmpty()) {
      return List.of();
    }
    List<HasMetadata> objects = new ArrayList<>(List.of(serviceAccount(plan), deployment(plan)));
    objects.add(
        new ServiceBuilder()
            .withMetadata(metadata(plan))
            .withSpec(WorkloadSpecs.service(plan))
            .build());
    if (plan.text("workload.scaling").equals("hpa")) {
      objects.add(
          new HorizontalPodAutoscalerBuilder()
              .withMetadata(metadata(plan))
              .withSpec(WorkloadSpecs.autoscaler(plan))
              .build());
    }
    objects.add(
        new PodDisruptionBudgetBuilder()
            .withMetadata(metadata(plan))
            .withSpec(WorkloadSpecs.disruptionBudget(plan))
            .build());
    return objects;
  }

  /** A Deployment of that name that is another's must get neither autoscaler nor budget. */
  @Override
  public boolean isAppliedInOrder() {
    return true;
  }

  private HasMetadata serviceAccount(ServicePlan plan) {
    return new ServiceAccountBuilder()
        .withMetadata(metadata(plan))
        .withAutomountServiceAccountToken(false)
        .withImagePullSecrets(
            plan.platform().imagePullSecrets().stream().map(LocalObjectReference::new).toList())
        .build();
  }

  private HasMetadata deployment(ServicePlan plan) {
    return new DeploymentBuilder()
        .withMetadata(metadata(plan))
        .editMetadata()
        .addToAnnotations(Annotations.MIN_REPLICAS, plan.text("workload.minReplicas"))
        .endMetadata()
        .withSpec(WorkloadSpecs.deployment(plan))
        .build();
  }

  private ObjectMeta metadata(ServicePlan plan) {
    return ObjectMetadata.metadata(plan, this, plan.service());
  }

  /** The autoscaler looks for the first time after 15 seconds. */
  @Override
  public OptionalInt initialReplicas(ServicePlan plan, DesiredObject object) {
    int minimum = plan.integer("workload.minReplicas");
    return object.kind().equals(DEPLOYMENT) && minimum > 1
        ? OptionalInt.of(minimum)
        : OptionalInt.empty();
  }

  @Override
  public Set<String> writtenByOthers() {
    return Set.of("replicas");
  }

  @Override
  public boolean isStatusNews(GenericKubernetesResource before, GenericKubernetesResource now) {
    return DEPLOYMENT.isOf(now) && Rollout.isNews(before, now);
  }

  /** In an incident, an undo that is undone looks like sabotage. */
  @Override
  public String insteadOfEditing(Set<String> fields) {
    return fields.stream().anyMatch(field -> (field + ".").startsWith(TEMPLATE))
        ? "; set spec.image of the GoldenService or an override instead, or pause it first"
        : "";
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    Optional<GenericKubernetesResource> deployment =
        observed.live().get().stream().filter(DEPLOYMENT::isOf).findFirst();
    if (plan.image().isEmpty() || deployment.isEmpty()) {
      return Readiness.ready(
              Reason.NOT_REQUESTED, "spec.image is not set: the team runs its workload itself")
          .with(observed.leftOver(WAY_OUT).toList());
    }
    return readiness(plan, Rollout.of(deployment.get()));
  }

  private static Readiness readiness(ServicePlan plan, Rollout rollout) {
    String words = rollout.words(plan.service());
    return switch (rollout.state()) {
      case DONE -> Readiness.ready(Reason.ROLLED_OUT, words);
      case GIVEN_UP ->
          Readiness.stalled(
              Reason.ROLLOUT_FAILED, words + (rollout.isServing() ? "" : PodTemplate.needs(plan)));
      case REFUSED -> Readiness.failing(Reason.PODS_REFUSED, words);
      case UNAVAILABLE -> Readiness.waiting(Reason.PODS_UNAVAILABLE, words);
      case RUNNING -> Readiness.waiting(Reason.ROLLING_OUT, words);
    };
  }

  /**
   * Of a rollout Kubernetes says itself that it has failed; of pods that crash afterwards, nobody.
   */
  @Override
  public Optional<Duration> progressDeadline(ServicePlan plan) {
    return Optional.of(WorkloadSpecs.progressDeadline(plan).plusMinutes(1));
  }

  @Override
  public Set<Effect> effects(
      ServicePlan plan, FieldChange change, Optional<GenericKubernetesResource> live) {
    return change.kind().equals(DEPLOYMENT.kind()) && change.path().startsWith(TEMPLATE)
        ? Set.of(Effect.WORKLOAD_RESTART)
        : Set.of();
  }
}
