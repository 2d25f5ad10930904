package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.ResourceDefinition;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects of some of our own kinds, from one informer each. They are read as JSON: a field that
 * this release does not know must not end the watch.
 *
 * <p>Kinds that are not installed have no objects. If they cannot be read, what was observed before
 * stays.
 */
final class InformedKinds implements AutoCloseable {
  /** With the default interval of ten seconds, a missing API is looked for once a minute. */
  private static final int CALLS_BETWEEN_LOOKS = 6;

  private static final int LONGEST = 512;

  private final KubernetesClient client;
  private final List<ApiKind> kinds;
  private final Runnable changed;
  private volatile Map<ApiKind, SharedIndexInformer<GenericKubernetesResource>> watched = Map.of();
  private int callsUntilLook;

  /**
   * Uses a client that remains the caller's.
   *
   * @param kinds of one API version, in the order in which they are listed
   * @param changed called after each change of an object
   */
  InformedKinds(KubernetesClient client, List<ApiKind> kinds, Runnable changed) {
    this.client = client;
    this.kinds = kinds;
    this.changed = changed;
  }

  /**
   * Watches them if all are installed; a watch that has ended is restarted. To be called again and
   * again.
   *
   * @return why they cannot be read; empty if they are watched, or not installed
   */
  synchronized Optional<String> watch() {
    var before = watched;
    boolean isWatched = !before.isEmpty();
    if (isWatched && before.values().stream().allMatch(SharedIndexInformer::isRunning)) {
      return Optional.empty();
    }
    if (!isWatched && callsUntilLook-- > 0) {
      return Optional.empty();
    }
    try {
      if (areInstalled()) {
        watched = informAll();
        close(before);
        changed.run();
      } else {
        callsUntilLook = CALLS_BETWEEN_LOOKS;
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      callsUntilLook = 0;
      return Optional.of(MessageText.plain(ApiError.message(e), LONGEST));
    }
  }

  private boolean areInstalled() {
    APIResourceList served = client.getApiResources(kinds.get(0).apiVersion());
    Set<String> names =
        served == null
            ? Set.of()
            : served.getResources().stream().map(APIResource::getKind).collect(Collectors.toSet());
    return kinds.stream().map(ApiKind::kind).allMatch(names::contains);
  }

  private Map<ApiKind, SharedIndexInformer<GenericKubernetesResource>> informAll() {
    Map<ApiKind, SharedIndexInformer<GenericKubernetesResource>> all = new LinkedHashMap<>();
    try {
      for (ApiKind kind : kinds) {
        all.put(
            kind,
            client
                .genericKubernetesResources(ResourceDefinition.of(kind))
                .inform(new Changes(changed)));
      }
      return all;
    } catch (RuntimeException e) {
      close(all);
      throw e;
    }
  }

  /** Every object of the kind, as last observed. */
  List<GenericKubernetesResource> list(ApiKind kind) {
    var informer = watched.get(kind);
    return informer == null ? List.of() : List.copyOf(informer.getStore().list());
  }

  @Override
  public synchronized void close() {
    close(watched);
  }

  private static void close(
      Map<ApiKind, SharedIndexInformer<GenericKubernetesResource>> informers) {
    informers.values().forEach(SharedIndexInformer::close);
  }

  /** Every change counts, also that of a status. */
  private record Changes(Runnable changed)
      implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource added) {
      changed.run();
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
      changed.run();
    }

    @Override
    public void onDelete(GenericKubernetesResource deleted, boolean unknown) {
      changed.run();
    }
  }
}
