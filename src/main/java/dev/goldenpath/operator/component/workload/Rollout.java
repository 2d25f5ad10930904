package dev.goldenpath.operator.component.workload;

import static java.util.stream.Collectors.joining;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.component.condition.ObservedCondition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the rollout of a Deployment is, from the Deployment alone: a pod comes and goes without a
 * change of it.
 *
 * @param image that of its container; empty if there is none
 * @param isObserved whether its controller has seen the present generation; each scaling and each
 *     annotation makes a new one
 * @param isUpdated whether all pods are of the present template
 * @param isAvailable whether as many pods as are needed serve: {@link Annotations#MIN_REPLICAS}, or
 *     fewer if it is scaled to fewer; while it grows beyond that, it stays available
 * @param isCompleted whether a rollout of the present template has been done before
 * @param isServing whether any pod serves
 * @param isScaledToZero whether it is to have no pods
 * @param failure that its controller gave up the rollout, in its words
 * @param refusal that a pod could not be created, in the words of whoever refused it
 */
public record Rollout(
    String image,
    boolean isObserved,
    boolean isUpdated,
    boolean isAvailable,
    boolean isCompleted,
    boolean isServing,
    boolean isScaledToZero,
    Optional<String> failure,
    Optional<String> refusal) {

  /** That of a live Deployment. */
  public static Rollout of(GenericKubernetesResource deployment) {
    int minimum = minimum(deployment);
    int wanted = number(deployment.get("spec", "replicas"), minimum);
    int total = number(deployment.get("status", "replicas"), 0);
    int updated = number(deployment.get("status", "updatedReplicas"), 0);
    int available = number(deployment.get("status", "availableReplicas"), 0);
    Long generation = deployment.getMetadata().getGeneration();
    return new Rollout(
        image(deployment.get("spec", "template", "spec", "containers")),
        deployment.get("status", "observedGeneration") instanceof Number seen
            && (generation == null || seen.longValue() >= generation),
        total == updated,
        available >= Math.min(wanted, minimum),
        ObservedCondition.of(deployment, "Progressing")
            .filter(condition -> condition.reason().equals("NewReplicaSetAvailable"))
            .isPresent(),
        available > 0,
        wanted == 0,
        ObservedCondition.of(deployment, "Progressing")
            .filter(ObservedCondition::isFalse)
            .map(ObservedCondition::message),
        ObservedCondition.of(deployment, "ReplicaFailure")
            .filter(ObservedCondition::isTrue)
            .map(ObservedCondition::message));
  }

  /** That of another's Deployment is what it asks for. */
  private static int minimum(GenericKubernetesResource deployment) {
    String text = deployment.getMetadata().getAnnotations().get(Annotations.MIN_REPLICAS);
    try {
      return text == null ? number(deployment.get("spec", "replicas"), 1) : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static int number(@Nullable Object value, int absent) {
    return value instanceof Number number ? number.intValue() : absent;
  }

  /** Of several containers, the one that the operator names; else the first. */
  private static String image(@Nullable Object containers) {
    List<?> all = containers instanceof List<?> list ? list : List.of();
    return all.stream()
        .filter(each -> each instanceof Map<?, ?>)
        .map(each -> (Map<?, ?>) each)
        .sorted(Comparator.comparing(each -> !PodTemplate.CONTAINER.equals(each.get("name"))))
        .map(each -> each.get("image") instanceof String image ? image : "")
        .findFirst()
        .orElse("");
  }

  /** Whether the pods run what the Deployment asks for, and enough of them serve. */
  public boolean isDone() {
    return isObserved && isUpdated && isAvailable;
  }

  /** How far a rollout is. */
  public enum State {
    /** The pods run what the Deployment asks for, and enough of them serve. */
    DONE,
    /** Its controller has given it up. */
    GIVEN_UP,
    /** Too few pods run since some were refused. */
    REFUSED,
    /** The image is out, and too few of its pods serve: they crash, or their node is gone. */
    UNAVAILABLE,
    /** Pods are being replaced, or the controller has not seen what is asked for. */
    RUNNING
  }

  /** How far it is: the first of them that holds. */
  public State state() {
    if (isDone()) {
      return State.DONE;
    }
    if (!isObserved) {
      return State.RUNNING;
    }
    if (failure.isPresent()) {
      return State.GIVEN_UP;
    }
    if (refusal.isPresent()) {
      return State.REFUSED;
    }
    return isUpdated && isCompleted ? State.UNAVAILABLE : State.RUNNING;
  }

  /**
   * Its state for people, without running counts: they would be a change for each pod.
   *
   * @param service the name of the Deployment and of its namespace
   */
  public String words(String service) {
    String look = "; %s; look at kubectl get pods,events -n %s".formatted(serving(), service);
    return switch (state()) {
      case DONE ->
          isScaledToZero
              ? "%s is scaled to 0; start it by kubectl scale deployment %s -n %s --replicas=1"
                  .formatted(image, service, service)
              : image + " is rolled out";
      case GIVEN_UP ->
          "%s does not become ready: %s%s"
              .formatted(
                  image,
                  Stream.of(failure, refusal).flatMap(Optional::stream).collect(joining("; ")),
                  look);
      case REFUSED -> refusal.orElse("") + look;
      case UNAVAILABLE -> image + " is rolled out" + look;
      case RUNNING -> image + " is being rolled out";
    };
  }

  private String serving() {
    if (!isServing) {
      return "no pod serves";
    }
    return isUpdated ? "fewer pods serve than are needed" : "the pods before it serve";
  }

  /**
   * Whether a change of the Deployment's status is news. Its controller writes it a dozen times in
   * a rollout, and with each pod that an autoscaler adds; and until it has seen a new generation,
   * its status is that of the former one.
   */
  public static boolean isNews(GenericKubernetesResource before, GenericKubernetesResource now) {
    Rollout then = of(now);
    return then.isObserved && !then.equals(of(before));
  }
}
