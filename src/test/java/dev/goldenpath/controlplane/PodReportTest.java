package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PodReportTest {
  @Test
  void a_pod_runs_and_is_ready() {
    PodStatus status = report(pod("registry.example.org/shop:1.0"));
    assertThat(status.getPhase()).isEqualTo("Running");
    assertThat(conditions(status))
        .containsEntry("Ready", "True")
        .containsEntry("ContainersReady", "True")
        .containsEntry("Initialized", "True");
    ContainerStatus web = status.getContainerStatuses().get(0);
    assertThat(web.getName()).isEqualTo("web");
    assertThat(web.getReady() && web.getStarted()).isTrue();
    assertThat(web.getState().getRunning()).isNotNull();
    assertThat(status.getPodIP()).matches("10\\.\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void a_missing_image_cannot_be_pulled() {
    PodStatus status = report(pod("registry.example.org/shop:missing"));
    assertThat(status.getPhase()).isEqualTo("Pending");
    assertThat(conditions(status)).containsEntry("Ready", "False");
    assertThat(waiting(status).getReason()).isEqualTo("ImagePullBackOff");
    assertThat(waiting(status).getMessage())
        .startsWith("Back-off pulling image \"registry.example.org/shop:missing\"");
  }

  @Test
  void a_crashing_container_has_run() {
    PodStatus status = report(pod("registry.example.org/shop:crashing"));
    assertThat(status.getPhase()).isEqualTo("Running");
    assertThat(conditions(status)).containsEntry("Ready", "False");
    assertThat(waiting(status).getReason()).isEqualTo("CrashLoopBackOff");
    assertThat(status.getContainerStatuses().get(0).getLastState().getTerminated().getExitCode())
        .isEqualTo(1);
  }

  @Test
  void a_container_waits_for_its_configuration_until_it_runs() {
    Pod pod = pod("shop:1.0");
    PodStatus waiting = lacking(pod, "secret \"shop\" not found");
    assertThat(waiting.getPhase()).isEqualTo("Pending");
    assertThat(waiting(waiting).getReason()).isEqualTo("CreateContainerConfigError");
    assertThat(waiting(waiting).getMessage()).isEqualTo("secret \"shop\" not found");
    pod.setStatus(report(pod));
    assertThat(lacking(pod, "secret \"shop\" not found").getPhase()).isEqualTo("Running");
  }

  @Test
  void one_container_that_waits_makes_the_pod_unready() {
    Pod pod =
        new PodBuilder(pod("shop:1.0"))
            .editSpec()
            .addNewContainer()
            .withName("proxy")
            .withImage("proxy:missing")
            .endContainer()
            .endSpec()
            .build();
    PodStatus status = report(pod);
    assertThat(status.getPhase()).isEqualTo("Pending");
    assertThat(status.getConditions())
        .filteredOn(condition -> condition.getType().equals("Ready"))
        .extracting(PodCondition::getMessage)
        .containsExactly("containers with unready status: [proxy]");
  }

  @Test
  void only_what_changed_is_worth_a_write() {
    Pod pod = pod("shop:1.0");
    PodStatus waiting = lacking(pod, "secret \"shop\" not found");
    assertThat(PodReport.saysTheSame(pod.getStatus(), waiting)).isFalse();
    pod.setStatus(waiting);
    assertThat(PodReport.saysTheSame(waiting, lacking(pod, "secret \"shop\" not found"))).isTrue();
    assertThat(PodReport.saysTheSame(waiting, lacking(pod, "couldn't find key"))).isFalse();
    assertThat(PodReport.saysTheSame(waiting, report(pod))).isFalse();
  }

  private static PodStatus report(Pod pod) {
    return new PodReport(pod, (namespace, container) -> Optional.empty()).status();
  }

  private static PodStatus lacking(Pod pod, String message) {
    return new PodReport(pod, (namespace, container) -> Optional.of(message)).status();
  }

  private static Map<String, String> conditions(PodStatus status) {
    return status.getConditions().stream()
        .collect(Collectors.toMap(PodCondition::getType, PodCondition::getStatus));
  }

  private static ContainerStateWaiting waiting(PodStatus status) {
    return status.getContainerStatuses().get(0).getState().getWaiting();
  }

  private static Pod pod(String image) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("shop-1")
        .withUid("8f3c4c9e-0000-4000-8000-000000000001")
        .withGeneration(1L)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("web")
        .withImage(image)
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Pending")
        .endStatus()
        .build();
  }
}
