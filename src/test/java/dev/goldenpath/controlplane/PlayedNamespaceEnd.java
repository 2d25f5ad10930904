package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Plays the namespace controller of a control plane that has no controller manager: deletes what is
 * in a namespace that is being deleted, and then lets it go.
 */
final class PlayedNamespaceEnd implements AutoCloseable {
  /** How often what is left is looked at again: objects may have finalizers. */
  private static final long AGAIN_MILLIS = 500;

  private final KubernetesClient client;

  /** One thread, so that no namespace is worked on twice at once. */
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1,
          task -> new Thread(task, "played-namespace-end"),
          new ThreadPoolExecutor.DiscardPolicy());

  private volatile SharedIndexInformer<Namespace> namespaces;

  /**
   * Does nothing until it is started.
   *
   * @param client acts as the controller manager, and is closed with this
   */
  PlayedNamespaceEnd(KubernetesClient client) {
    this.client = client;
  }

  /** From now on every namespace that is deleted goes away. */
  PlayedNamespaceEnd start() {
    namespaces =
        client
            .namespaces()
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Namespace namespace) {
                    worker.execute(() -> step(namespace));
                  }

                  @Override
                  public void onUpdate(Namespace before, Namespace namespace) {
                    worker.execute(() -> step(namespace));
                  }

                  @Override
                  public void onDelete(Namespace namespace, boolean unknown) {}
                });
    var unused =
        worker.scheduleWithFixedDelay(
            () -> namespaces.getStore().list().forEach(this::step),
            AGAIN_MILLIS,
            AGAIN_MILLIS,
            TimeUnit.MILLISECONDS);
    return this;
  }

  private void step(Namespace namespace) {
    if (namespace.getMetadata().getDeletionTimestamp() == null) {
      return;
    }
    try {
      if (empty(namespace.getMetadata().getName())) {
        release(namespace);
      }
    } catch (KubernetesClientException e) {
      // Something was written meanwhile, or the server is busy: the next look comes soon.
    }
  }

  /** Deletes what is in the namespace; whether nothing is left. */
  private boolean empty(String namespace) {
    List<String> collections =
        Stream.concat(Stream.of("/api/v1"), groups().map(version -> "/apis/" + version))
            .flatMap(path -> collections(path, namespace))
            .toList();
    collections.forEach(path -> client.raw(path, "DELETE", null));
    return collections.stream().allMatch(this::isEmpty);
  }

  private Stream<String> groups() {
    return client.getApiGroups().getGroups().stream()
        .map(APIGroup::getPreferredVersion)
        .map(GroupVersionForDiscovery::getGroupVersion);
  }

  /** The paths of what can be deleted; subresources have no such verb. */
  private Stream<String> collections(String version, String namespace) {
    String groupVersion = version.replaceFirst("^/apis?/", "");
    return Stream.ofNullable(client.getApiResources(groupVersion))
        .flatMap(list -> list.getResources().stream())
        .filter(APIResource::getNamespaced)
        .filter(resource -> resource.getVerbs().containsAll(List.of("list", "deletecollection")))
        .map(resource -> "%s/namespaces/%s/%s".formatted(version, namespace, resource.getName()));
  }

  private boolean isEmpty(String path) {
    String objects = Objects.requireNonNull(client.raw(path));
    return Serialization.unmarshal(objects, GenericKubernetesResourceList.class)
        .getItems()
        .isEmpty();
  }

  private void release(Namespace namespace) {
    Namespace released =
        new NamespaceBuilder(namespace).editOrNewSpec().withFinalizers(List.of()).endSpec().build();
    client.raw(
        "/api/v1/namespaces/%s/finalize".formatted(namespace.getMetadata().getName()),
        "PUT",
        released);
  }

  @Override
  public void close() {
    worker.shutdownNow();
    if (namespaces != null) {
      namespaces.close();
    }
    client.close();
  }
}
