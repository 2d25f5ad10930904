package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Replicas of the operator, of which one leads. */
final class Replicas implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Map<String, OperatorProcess> running = new HashMap<>();
  private final ControlPlane controlPlane;
  private final String prefix;
  private int started;

  /** None yet; their logs are named after the prefix. */
  Replicas(ControlPlane controlPlane, String prefix) {
    this.controlPlane = controlPlane;
    this.prefix = prefix;
  }

  /** Starts one more, and waits until its caches are filled. */
  void start() {
    String name = prefix + "-" + ++started;
    running.put(
        name,
        OperatorProcess.start(
                controlPlane.operatorKubeconfig(),
                Map.of("PORT", "0", "LEADER_ELECTION", "true", "POD_NAME", name),
                Path.of("target", name + ".log"))
            .awaitReady());
  }

  Collection<OperatorProcess> all() {
    return running.values();
  }

  /** The name of the one that leads; waits for one. */
  String leader() {
    Resource<Lease> lease =
        controlPlane
            .admin()
            .leases()
            .inNamespace("golden-service-system")
            .withName("golden-service-operator");
    await("a leader")
        .atMost(PATIENCE)
        .until(
            () ->
                lease.get() != null
                    && running.containsKey(lease.get().getSpec().getHolderIdentity()));
    return lease.get().getSpec().getHolderIdentity();
  }

  OperatorProcess get(String name) {
    return Objects.requireNonNull(running.get(name));
  }

  /** It is no longer one of the replicas; whoever calls this ends it. */
  OperatorProcess remove(String name) {
    return Objects.requireNonNull(running.remove(name));
  }

  static void signal(String signal, OperatorProcess replica) {
    try {
      int code =
          new ProcessBuilder("kill", signal, String.valueOf(replica.handle().pid()))
              .start()
              .waitFor();
      assertThat(code).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    running.values().forEach(OperatorProcess::close);
  }
}
