package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What a kubelet reports of a pod whose containers do what the names of their images say: one with
 * {@code missing} in it cannot be pulled, one with {@code crashing} exits again and again, and
 * every other one runs and is ready, once the Secrets and ConfigMaps of its environment are there.
 */
final class PodReport {
  private final Pod pod;
  private final BiFunction<String, Container, Optional<String>> missingConfig;
  private final String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

  /**
   * A report about a pod that has a node.
   *
   * @param missingConfig what a container of a namespace cannot be started without
   */
  PodReport(Pod pod, BiFunction<String, Container, Optional<String>> missingConfig) {
    this.pod = pod;
    this.missingConfig = missingConfig;
  }

  /** Whether the second report is not worth a write, since only times differ. */
  static boolean saysTheSame(PodStatus before, PodStatus after) {
    return gist(before).equals(gist(after));
  }

  private static List<?> gist(PodStatus status) {
    return Stream.concat(
            Stream.of(Optional.ofNullable(status.getPhase())),
            status.getContainerStatuses().stream()
                .map(
                    container ->
                        List.of(
                            container.getName(),
                            container.getImage(),
                            container.getReady(),
                            Optional.ofNullable(container.getState().getWaiting()))))
        .toList();
  }

  PodStatus status() {
    List<ContainerStatus> containers =
        pod.getSpec().getContainers().stream().map(this::status).toList();
    List<String> unready =
        containers.stream()
            .filter(container -> !container.getReady())
            .map(ContainerStatus::getName)
            .toList();
    boolean started =
        containers.stream().allMatch(each -> each.getStarted() || each.getRestartCount() > 0);
    String address = address();
    return new PodStatusBuilder()
        .withPhase(started ? "Running" : "Pending")
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .withHostIP("10.240.0.1")
        .withPodIP(address)
        .addNewPodIP(address)
        .withStartTime(Optional.ofNullable(pod.getStatus().getStartTime()).orElse(now))
        .withInitContainerStatuses(
            pod.getSpec().getInitContainers().stream().map(this::finished).toList())
        .withContainerStatuses(containers)
        .withConditions(
            condition("PodReadyToStartContainers", List.of()),
            condition("Initialized", List.of()),
            condition("ContainersReady", unready),
            condition("Ready", unready))
        .build();
  }

  private ContainerStatus status(Container container) {
    if (isRunning(container)) {
      return running(container);
    }
    String image = container.getImage();
    if (image.contains("missing")) {
      return waiting(
          container,
          "ImagePullBackOff",
          "Back-off pulling image \"%s\": ErrImagePull: %s: not found".formatted(image, image));
    }
    Optional<String> missing = missingConfig.apply(pod.getMetadata().getNamespace(), container);
    if (missing.isPresent()) {
      return waiting(container, "CreateContainerConfigError", missing.get());
    }
    return image.contains("crashing") ? crashing(container) : running(container);
  }

  /** A container that runs no longer needs its Secrets. */
  private boolean isRunning(Container container) {
    return pod.getStatus().getContainerStatuses().stream()
        .anyMatch(
            status ->
                status.getName().equals(container.getName())
                    && status.getImage().equals(container.getImage())
                    && status.getReady());
  }

  private ContainerStatus running(Container container) {
    return start(container)
        .withReady(true)
        .withStarted(true)
        .withNewState()
        .withNewRunning(now)
        .endState()
        .build();
  }

  private ContainerStatus waiting(Container container, String reason, String message) {
    return start(container).withNewState().withNewWaiting(message, reason).endState().build();
  }

  private ContainerStatus crashing(Container container) {
    String message =
        "back-off 5m0s restarting failed container=%s pod=%s_%s(%s)"
            .formatted(
                container.getName(),
                pod.getMetadata().getName(),
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getUid());
    return new ContainerStatusBuilder(waiting(container, "CrashLoopBackOff", message))
        .withRestartCount(6)
        .withNewLastState()
        .withNewTerminated()
        .withExitCode(1)
        .withReason("Error")
        .withStartedAt(now)
        .withFinishedAt(now)
        .endTerminated()
        .endLastState()
        .build();
  }

  /** An init container has done its work, and one that goes on beside the others runs. */
  private ContainerStatus finished(Container container) {
    if ("Always".equals(container.getRestartPolicy())) {
      return running(container);
    }
    return start(container)
        .withReady(true)
        .withNewState()
        .withNewTerminated()
        .withExitCode(0)
        .withReason("Completed")
        .withStartedAt(now)
        .withFinishedAt(now)
        .endTerminated()
        .endState()
        .build();
  }

  private static ContainerStatusBuilder start(Container container) {
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID("")
        .withReady(false)
        .withStarted(false)
        .withRestartCount(0);
  }

  private PodCondition condition(String type, List<String> unready) {
    String status = unready.isEmpty() ? "True" : "False";
    PodConditionBuilder condition =
        new PodConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withObservedGeneration(pod.getMetadata().getGeneration())
            .withLastTransitionTime(since(type, status));
    return unready.isEmpty()
        ? condition.build()
        : condition
            .withReason("ContainersNotReady")
            .withMessage(
                "containers with unready status: [%s]".formatted(String.join(" ", unready)))
            .build();
  }

  private String since(String type, String status) {
    return pod.getStatus().getConditions().stream()
        .filter(each -> each.getType().equals(type) && each.getStatus().equals(status))
        .map(PodCondition::getLastTransitionTime)
        .findFirst()
        .orElse(now);
  }

  /** An address that hardly any other pod has, and this one always. */
  private String address() {
    int hash = pod.getMetadata().getUid().hashCode();
    return "10.%d.%d.%d"
        .formatted(128 + (hash >> 16 & 63), hash >> 8 & 255, 1 + (hash & 255) % 254);
  }
}
