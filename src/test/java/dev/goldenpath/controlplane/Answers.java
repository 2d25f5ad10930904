package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.net.HttpURLConnection;
import java.util.function.Consumer;

/** Answers for each object of a kind as soon as it is there, and again whenever it changes. */
final class Answers implements ResourceEventHandler<GenericKubernetesResource> {
  private static final int ATTEMPTS = 5;

  private final Consumer<GenericKubernetesResource> answer;

  /**
   * Answers by an informer.
   *
   * @param answer writes the status of an object, unless it has the right one
   */
  Answers(Consumer<GenericKubernetesResource> answer) {
    this.answer = answer;
  }

  @Override
  public void onAdd(GenericKubernetesResource object) {
    persist(object);
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
    persist(object);
  }

  @Override
  public void onDelete(GenericKubernetesResource object, boolean unknown) {}

  /** A real operator would try again, too; on a busy machine, requests time out. */
  private void persist(GenericKubernetesResource object) {
    for (int attempt = 1; ; attempt++) {
      try {
        answer.accept(object);
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
          return;
        }
        if (e.getCode() != 0 || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
