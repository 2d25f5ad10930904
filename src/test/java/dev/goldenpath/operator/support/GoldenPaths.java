package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a test does with the GoldenPath, as the platform team. */
public final class GoldenPaths {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MIN_READY = Duration.ofSeconds(1);
  private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(15);

  private final ControlPlane controlPlane;
  private final Path folder;

  /** Writes what it applies to that folder. */
  public GoldenPaths(ControlPlane controlPlane, Path folder) {
    this.controlPlane = controlPlane;
    this.folder = folder;
  }

  /** A version for all services at once; lines of the spec besides. */
  public void apply(String version, String spec) {
    apply(version, version, MIN_READY, "", spec);
  }

  /** A version in waves, each of which soaks for longer than any test takes. */
  public void applyInWaves(String version, String spec) {
    apply(version, "none", MIN_READY, "", spec);
  }

  /** A version in one wave, which soaks for longer than any test takes. */
  public void applyInOneWave(String version, String spec) {
    applyInOneWave(version, MIN_READY, spec);
  }

  /** The same, with the time that a service must be Ready. */
  public void applyInOneWave(String version, Duration minReady, String spec) {
    apply(version, "none", minReady, ", waves: [{ name: all, maxConcurrency: 100 }]", spec);
  }

  /** A version for all services at once, with a policy for conflicts. */
  public void apply(String version, String conflicts, String spec) {
    apply(version, version, MIN_READY, ", conflicts: " + conflicts, spec);
  }

  private void apply(
      String version, String expedited, Duration minReady, String rollout, String spec) {
    try {
      Path file = folder.resolve("path.yaml");
      Files.writeString(
          file,
          """
          apiVersion: goldenpath.dev/v1alpha1
          kind: GoldenPath
          metadata:
            name: default
            annotations: { goldenpath.dev/expedite: "%s" }
          spec:
            version: %s
            rollout: { minReady: %ds, progressDeadline: %ds%s }
          %s
          """
              .formatted(
                  expedited,
                  version,
                  minReady.toSeconds(),
                  deadline(minReady).toSeconds(),
                  rollout,
                  FittingTiers.of(spec).indent(2)));
      controlPlane.kubectl("apply", "-f", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Duration deadline(Duration minReady) {
    Duration later = minReady.multipliedBy(2);
    return later.compareTo(SHORTEST_DEADLINE) < 0 ? SHORTEST_DEADLINE : later;
  }

  /** Waits until every service that may be moved has that version. */
  public void awaitRolledOut(String version) {
    await("%s is rolled out".formatted(version))
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        get(
                            "{.status.current} {.status.conditions[?(@.type=='RolledOut')].status}"))
                    .isEqualTo(version + " True"));
  }

  /** Status and reason of one of its conditions. */
  public String condition(String type) {
    return get(
        "{.status.conditions[?(@.type=='%1$s')].status} {.status.conditions[?(@.type=='%1$s')].reason}"
            .formatted(type));
  }

  /** A field of it. */
  public String get(String jsonPath) {
    return controlPlane.kubectl("get", "gpath/default", "-o", "jsonpath=" + jsonPath);
  }

  /** Deletes it and its revisions, once no service is left. */
  public void remove() {
    controlPlane.kubectl(
        "annotate", "gpath/default", "goldenpath.dev/confirm-deletion=default", "--overwrite");
    controlPlane.kubectl("delete", "gpath/default");
    await("no revision is left")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              controlPlane.kubectlResult("delete", "gpr", "--all");
              assertThat(controlPlane.kubectl("get", "gpr", "-o", "name")).isEmpty();
            });
  }
}
