package dev.goldenpath.bench;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator's process is held to: the memory of the shipped Deployment.
 *
 * @param limit kB
 * @param group enforces it; empty on a system where that is not possible
 */
record Container(long limit, Optional<MemoryCgroup> group) implements AutoCloseable {
  private static final Path DEPLOYMENT = Path.of("deploy", "core", "deployment.yaml");

  static Container create() {
    long bytes = shippedLimit();
    return new Container(bytes / 1024, MemoryCgroup.create(bytes));
  }

  /** Bytes. */
  static long shippedLimit() {
    try (InputStream yaml = Files.newInputStream(DEPLOYMENT)) {
      return Serialization.<List<?>>unmarshal(yaml).stream()
          .filter(Deployment.class::isInstance)
          .map(Deployment.class::cast)
          .map(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().get(0))
          .map(container -> container.getResources().getLimits().get("memory"))
          .map(memory -> Quantity.getAmountInBytes(memory).longValueExact())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that starts a process in it, on the cores of a run. */
  List<String> launcher(Cores cores) {
    List<String> launcher = new ArrayList<>();
    group.map(MemoryCgroup::launcher).ifPresent(launcher::addAll);
    launcher.addAll(cores.subject());
    return launcher;
  }

  @Override
  public void close() {
    group.ifPresent(MemoryCgroup::close);
  }
}
