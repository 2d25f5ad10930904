package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.OptionalComponent;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.condition.ObservedCondition;
import dev.goldenpath.operator.component.crossplane.CrossplaneClaim;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.component.queue.RabbitmqCluster;
import dev.goldenpath.operator.component.workload.MinimumSize;
import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.OneWay;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.goldenpath.Requested;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The queue claim of a service that asks for one. With RabbitMQ's cluster operator it is a {@code
 * RabbitmqCluster} named queue, which yields the Secret {@code queue-default-user}; with
 * Crossplane, the claim that the path document describes.
 */
final class QueueComponent implements Component {
  /** The name of its objects. */
  static final String NAME = "queue";

  private static final String CROSSPLANE = "crossplane";
  private static final ApiKind CLUSTER =
      ApiKind.installed("rabbitmq.com", "v1beta1", "RabbitmqCluster", "rabbitmqclusters");

  @Override
  public String name() {
    return OptionalComponent.QUEUE.text();
  }

  @Override
  public Set<String> parameters() {
    return Set.of("provider", "replicas", "storage", "cpu", "memory");
  }

  /** RabbitMQ's operator refuses to remove a replica, or to shrink a volume. */
  @Override
  public Map<String, OneWay> oneWay() {
    return Map.of("storage", OneWay.INCREASE_ONLY, "replicas", OneWay.INCREASE_ONLY);
  }

  /** With an image, the workload looks at the whole. */
  @Override
  public List<Contradiction> contradictions(
      Map<String, String> values, Requested requested, Platform platform) {
    return requested.image().isEmpty() ? MinimumSize.contradictions(values, requested) : List.of();
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(CLUSTER, ApiKind.of(platform.crossplaneQueueClaim()));
  }

  @Override
  public Set<String> quantities() {
    return Set.of("spec.resources", "spec.persistence.storage");
  }

  @Override
  public Object settings(Platform platform) {
    return List.of(platform.imagePullSecrets(), platform.crossplaneQueueClaim());
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of(NAME);
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    if (!plan.uses(name())) {
      return List.of();
    }
    Platform.Claim claim = plan.platform().crossplaneQueueClaim();
    return List.of(
        isClaimed(plan)
            ? CustomObject.of(
                plan, this, ApiKind.of(claim), NAME, CrossplaneClaim.spec(plan, claim))
            : CustomObject.of(plan, this, CLUSTER, NAME, RabbitmqCluster.spec(plan)));
  }

  private static boolean isClaimed(ServicePlan plan) {
    return plan.text("queue.provider").equals(CROSSPLANE);
  }

  @Override
  public boolean hasLiveValues() {
    return true;
  }

  @Override
  public LiveValues live(
      Stream<GenericKubernetesResource> objects, Platform platform, Instant now) {
    Platform.Claim claim = platform.crossplaneQueueClaim();
    LiveValues live = LiveValues.NONE;
    for (GenericKubernetesResource object : objects.toList()) {
      live =
          live.with(
              CLUSTER.isOf(object)
                  ? RabbitmqCluster.live(object)
                  : CrossplaneClaim.live(object, claim, Set.of("queue.storage", "queue.replicas")));
    }
    return live;
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    List<String> leftOver =
        observed.leftOver("if nobody needs its messages, delete it by hand").toList();
    if (observed.live().get().isEmpty()) {
      return Readiness.ready(Reason.NOT_REQUESTED, "spec.uses has no queue").with(leftOver);
    }
    GenericKubernetesResource queue = observed.live().get().get(0);
    return (isClaimed(plan) ? Readiness.ofClaim(queue) : readiness(queue)).with(leftOver);
  }

  /** With no pod at all, AllReplicasReady alone may hold (rabbitmq/cluster-operator#1018). */
  private static Readiness readiness(GenericKubernetesResource cluster) {
    Optional<ObservedCondition> failure =
        ObservedCondition.of(cluster, "ReconcileSuccess").filter(ObservedCondition::isFalse);
    if (failure.isPresent()) {
      return Readiness.failing(Reason.QUEUE_FAILING, "RabbitMQ: " + failure.get().message());
    }
    boolean isReady =
        Stream.of("AllReplicasReady", "ClusterAvailable")
            .allMatch(
                type ->
                    ObservedCondition.of(cluster, type)
                        .filter(ObservedCondition::isTrue)
                        .isPresent());
    String warning = RabbitmqCluster.warning(cluster);
    return isReady
        ? Readiness.ready(Reason.REPLICAS_READY, "all replicas are ready")
            .with(warning.isEmpty() ? List.of() : List.of("RabbitMQ warns: " + warning))
        : Readiness.waiting(Reason.REPLICAS_STARTING, "waiting for RabbitMQ's replicas");
  }

  @Override
  public Set<Effect> effects(
      ServicePlan plan, FieldChange change, Optional<GenericKubernetesResource> live) {
    return change.kind().equals(CLUSTER.kind()) ? RabbitmqCluster.effects(change) : Set.of();
  }

  @Override
  public boolean canHurtOthers() {
    return true;
  }

  /**
   * A pod that cannot be scheduled is a queue that starts for ever; of a claim, nothing is known.
   */
  @Override
  public Optional<Duration> progressDeadline(ServicePlan plan) {
    return isClaimed(plan) ? Optional.empty() : Optional.of(Duration.ofMinutes(10));
  }

  @Override
  public boolean holdsData() {
    return true;
  }
}
