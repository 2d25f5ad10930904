package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.status.GitOpsPathStates;
import dev.goldenpath.operator.status.GitOpsStates;
import dev.goldenpath.operator.support.OnControlPlane;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code kubectl wait} does in each state of the page. No operator runs meanwhile. */
@OnControlPlane
class GitOpsWaitIT {
  private static final String NAME = "t-gitops-wait";
  private static final String SERVICE = "gsvc/" + NAME;
  private static final String PATH = "gpath/" + GoldenPathResource.NAME;

  private ControlPlane controlPlane;
  private Resource<GoldenService> service;

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    new Installation(controlPlane.admin()).installOperatorResources();
  }

  @BeforeEach
  void findIt(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    service = controlPlane.admin().resources(GoldenService.class).withName(NAME);
    deletePath();
  }

  @AfterEach
  void delete() {
    if (service.get() != null) {
      setFinalizers(List.of());
    }
    controlPlane.kubectl("delete", "gsvc", NAME, "--ignore-not-found");
    deletePath();
  }

  private void deletePath() {
    controlPlane.kubectlResult(
        "annotate", PATH, "goldenpath.dev/confirm-deletion=" + GoldenPathResource.NAME);
    controlPlane.kubectl("delete", PATH, "--ignore-not-found");
  }

  @ParameterizedTest
  @MethodSource("dev.goldenpath.operator.GitOpsRow#all")
  void kubectl_waits_as_the_page_says(GitOpsRow row) {
    bringTo(GitOpsStates.all().get(row.state()));
    assertThat(waitFor(SERVICE, "condition=Ready")).isEqualTo(row.kubectlWait());
    if (row.kstatus().startsWith("Failed")) {
      assertThat(waitFor(SERVICE, "condition=Stalled")).isEqualTo("ends");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.goldenpath.operator.GitOpsRow#ofPath")
  void kubectl_waits_for_the_path_as_the_page_says(GitOpsRow row) {
    bringTo(GitOpsPathStates.all().get(row.state()));
    assertThat(waitFor(PATH, "condition=Ready")).isEqualTo(row.kubectlWait());
    assertThat(waitFor(PATH, "condition=RolledOut")).isEqualTo(row.rolledOut());
    if (row.kstatus().startsWith("Failed")) {
      assertThat(waitFor(PATH, "condition=Stalled")).isEqualTo("ends");
    }
  }

  @Test
  void kubectl_waits_for_the_hash_of_the_hatches() {
    GoldenService paused = GitOpsStates.all().get("paused, ready");
    String hash = paused.getStatus().observedHatches();
    bringTo(GitOpsStates.all().get("ready"));
    assertThat(waitFor(SERVICE, "jsonpath={.status.observedHatches}=" + hash)).isEqualTo("waits");
    write(paused.getStatus());
    assertThat(waitFor(SERVICE, "jsonpath={.status.observedHatches}=" + hash)).isEqualTo("ends");
  }

  private String waitFor(String object, String what) {
    ToolResult result = controlPlane.kubectlResult("wait", "--for=" + what, "--timeout=1s", object);
    if (result.exitCode() == 0) {
      return "ends";
    }
    assertThat(result.stderr()).contains("timed out");
    return "waits";
  }

  private void bringTo(GoldenService state) {
    GoldenServiceStatus status = state.getStatus();
    boolean edited = state.getMetadata().getGeneration() > 1;
    boolean deleted = state.getMetadata().getDeletionTimestamp() != null;
    state.getMetadata().setName(NAME);
    state.getMetadata().setUid(null);
    state.getMetadata().setDeletionTimestamp(null);
    controlPlane.admin().resource(state).create();
    if (status != null) {
      write(status);
    }
    if (edited) {
      service.edit(
          each -> {
            each.getSpec().setTier("bronze");
            return each;
          });
    }
    if (deleted) {
      setFinalizers(List.of(GoldenService.FINALIZER));
      service.delete();
    }
    GoldenService there = service.get();
    assertThat(there.getMetadata().getGeneration()).isGreaterThanOrEqualTo(edited ? 2 : 1);
    assertThat(there.isMarkedForDeletion()).isEqualTo(deleted);
  }

  private void bringTo(GoldenPathResource state) {
    boolean edited = state.getMetadata().getGeneration() > 1;
    Resource<GoldenPathResource> path =
        controlPlane.admin().resources(GoldenPathResource.class).withName(GoldenPathResource.NAME);
    controlPlane.admin().resource(state).create();
    path.editStatus(
        each -> {
          each.setStatus(state.getStatus());
          return each;
        });
    if (edited) {
      controlPlane.kubectl(
          "patch", PATH, "--type=merge", "-p", "{\"spec\":{\"revisionHistoryLimit\":11}}");
    }
    assertThat(path.get().getMetadata().getGeneration()).isEqualTo(edited ? 2 : 1);
  }

  private void write(GoldenServiceStatus status) {
    service.editStatus(
        each -> {
          each.setStatus(status);
          return each;
        });
  }

  private void setFinalizers(List<String> finalizers) {
    service.edit(
        each -> {
          each.getMetadata().setFinalizers(finalizers);
          return each;
        });
  }
}
