package dev.goldenpath.operator.support;

import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.path.GoldenPathPreview;
import dev.goldenpath.operator.api.path.GoldenPathPreviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/** What CI does with GoldenPathPreviews. */
public final class Previews {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final KubernetesClient client;

  public Previews(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Asks what a candidate would do.
   *
   * @param version of the candidate
   * @param content of the candidate, beside the version
   * @param options of the preview, such as {@code dryRun: { maxPerChange: 0 }}
   */
  public void create(String name, String version, String content, String options) {
    client
        .resource(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenPathPreview
            metadata: { name: %s }
            spec:
              candidate:
                version: %s
            """
                    .formatted(name, version)
                + FittingTiers.of(content).indent(4)
                + options.indent(2))
        .create();
  }

  /** Asks, and waits for the answer. */
  public GoldenPathPreviewStatus answer(String name, String version, String content) {
    create(name, version, content, "");
    return await(name);
  }

  /** Waits for the answer. */
  public GoldenPathPreviewStatus await(String name) {
    Optional<StatusCondition> complete =
        Awaitility.await("answer to " + name)
            .atMost(PATIENCE)
            .until(() -> condition(status(name), "Complete"), Optional::isPresent);
    if (!complete.orElseThrow().holds()) {
      throw new IllegalStateException(name + ": " + complete);
    }
    return status(name);
  }

  /** Its status as it is now; an empty one if there is none. */
  public GoldenPathPreviewStatus status(String name) {
    return Optional.ofNullable(resource(name).get())
        .map(GoldenPathPreview::getStatus)
        .orElseGet(
            () -> new GoldenPathPreviewStatus(null, null, null, null, null, null, null, null));
  }

  public Resource<GoldenPathPreview> resource(String name) {
    return client.resources(GoldenPathPreview.class).withName(name);
  }

  public static Optional<StatusCondition> condition(GoldenPathPreviewStatus status, String type) {
    return status.conditions() == null
        ? Optional.empty()
        : status.conditions().stream().filter(each -> each.type().equals(type)).findFirst();
  }
}
