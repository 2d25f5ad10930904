package dev.goldenpath.tryout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the shipped Deployment lets the operator use. */
public final class ContainerMemory {
  private static final Path DEPLOYMENT = Path.of("deploy", "core", "deployment.yaml");

  private ContainerMemory() {}

  /** The limit of memory, in bytes. */
  public static long limit() {
    try {
      return limit(Files.readString(DEPLOYMENT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of the first container of the first Deployment. */
  static long limit(String yaml) {
    List<HasMetadata> objects = new KubernetesSerialization().unmarshal(yaml);
    return objects.stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .map(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().get(0))
        .map(container -> container.getResources().getLimits().get("memory"))
        .map(memory -> Quantity.getAmountInBytes(memory).longValueExact())
        .findFirst()
        .orElseThrow();
  }
}
