package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;

/** Plays the database operator: writes the status that CloudNativePG would write. */
public final class PlayedDatabase implements AutoCloseable {
  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  private final KubernetesClient client;
  private SharedIndexInformer<GenericKubernetesResource> informer;

  /** Plays for whoever asks: see {@link #answer} and {@link #answerAtOnce}. */
  public PlayedDatabase(KubernetesClient client) {
    this.client = client;
  }

  /** So many instances of a namespace's database are ready now. */
  public void answer(String namespace, int readyInstances) {
    postgres(namespace)
        .subresource("status")
        .patch(
            MERGE,
            "{\"status\":{\"readyInstances\":%d,\"phase\":\"Cluster in healthy state\"}}"
                .formatted(readyInstances));
  }

  /** From now on every database is ready as soon as it is asked for. */
  public PlayedDatabase answerAtOnce() {
    return answerAtOnce(Map.of());
  }

  /** The same for databases with these labels alone. */
  public PlayedDatabase answerAtOnce(Map<String, String> labels) {
    informer =
        client
            .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
            .inAnyNamespace()
            .withLabels(labels)
            .inform(new Answers(this::grow));
    return this;
  }

  private void grow(GenericKubernetesResource cluster) {
    Number wanted = cluster.get("spec", "instances");
    Number ready = cluster.get("status", "readyInstances");
    if (ready == null || ready.intValue() != wanted.intValue()) {
      answer(cluster.getMetadata().getNamespace(), wanted.intValue());
    }
  }

  private Resource<GenericKubernetesResource> postgres(String namespace) {
    return client
        .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
        .inNamespace(namespace)
        .withName("postgres");
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
  }
}
