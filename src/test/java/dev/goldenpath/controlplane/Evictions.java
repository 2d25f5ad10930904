package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Evicts pods as a drain of their node does, but only once and not until it works. */
public final class Evictions implements AutoCloseable {
  private static final int TOO_MANY_REQUESTS = 429;

  private final KubernetesClient impatient;

  /** Evicts with the rights of the client. */
  public Evictions(KubernetesClient client) {
    // The client would try again by itself for as long as a PodDisruptionBudget refuses.
    impatient =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(client.getConfiguration())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
  }

  /**
   * Asks for it once.
   *
   * @return the refusal of a PodDisruptionBudget, if one refuses
   * @throws KubernetesClientException if anything else is wrong, such as that there is no such pod
   */
  public Optional<Status> evict(String namespace, String pod) {
    Eviction eviction =
        new EvictionBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(pod)
            .endMetadata()
            .build();
    try {
      String answer =
          impatient.raw(
              "/api/v1/namespaces/%s/pods/%s/eviction".formatted(namespace, pod), "POST", eviction);
      if (answer == null) {
        throw new KubernetesClientException("there is no pod %s/%s".formatted(namespace, pod));
      }
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (e.getCode() == TOO_MANY_REQUESTS) {
        return Optional.of(e.getStatus());
      }
      throw e;
    }
  }

  @Override
  public void close() {
    impatient.close();
  }
}
