package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Plays the message queue's operator: writes the status that RabbitMQ's operator would write. */
public final class PlayedQueue implements AutoCloseable {
  private static final String NAME = "queue";

  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  private final KubernetesClient client;
  private SharedIndexInformer<GenericKubernetesResource> informer;

  /** Plays for whoever asks: see {@link #answer} and {@link #answerAtOnce}. */
  public PlayedQueue(KubernetesClient client) {
    this.client = client;
  }

  /** All the replicas of a namespace's queue are ready now. */
  public void answer(String namespace) {
    ready(queue(namespace).require());
  }

  /** None of the replicas of a namespace's queue is ready any more. */
  public void fails(String namespace) {
    GenericKubernetesResource queue = queue(namespace).require();
    Number wanted = queue.get("spec", "replicas");
    write(
        queue,
        condition(
            "AllReplicasReady", "False", "NotAllPodsReady", "0/%s Pods ready".formatted(wanted)),
        condition(
            "ClusterAvailable",
            "False",
            "NoEndpointsAvailable",
            "The service has no endpoints available"));
  }

  /** From now on every queue is ready as soon as it is asked for, unless it failed as it is. */
  public PlayedQueue answerAtOnce() {
    informer = queues().inAnyNamespace().inform(new Answers(this::readyIfUnanswered));
    return this;
  }

  private void readyIfUnanswered(GenericKubernetesResource queue) {
    Number answered = queue.get("status", "observedGeneration");
    if (queue.getMetadata().getName().equals(NAME)
        && (answered == null || answered.longValue() != queue.getMetadata().getGeneration())) {
      ready(queue);
    }
  }

  private void ready(GenericKubernetesResource queue) {
    write(
        queue,
        condition("AllReplicasReady", "True", "AllPodsAreReady", ""),
        condition("ClusterAvailable", "True", "AtLeastOneEndpointAvailable", ""));
  }

  private void write(
      GenericKubernetesResource queue,
      Map<String, String> replicas,
      Map<String, String> available) {
    List<Map<String, String>> conditions =
        List.of(
            replicas,
            available,
            condition("NoWarnings", "True", "NoWarnings", ""),
            condition("ReconcileSuccess", "True", "Success", "Finish reconciling"));
    Map<String, ?> status =
        Map.of("conditions", conditions, "observedGeneration", queue.getMetadata().getGeneration());
    queue(queue.getMetadata().getNamespace())
        .subresource("status")
        .patch(MERGE, Serialization.asJson(Map.of("status", status)));
  }

  private static Map<String, String> condition(
      String type, String status, String reason, String message) {
    return Map.of(
        "type", type,
        "status", status,
        "reason", reason,
        "message", message,
        "lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private Resource<GenericKubernetesResource> queue(String namespace) {
    return queues().inNamespace(namespace).withName(NAME);
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      queues() {
    return client.genericKubernetesResources("rabbitmq.com/v1beta1", "RabbitmqCluster");
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
  }
}
