package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The GoldenPath and its revisions, from one informer each. Both are read as JSON: a field that
 * this release does not know must not end the watch.
 *
 * <p>An API that is not installed means that there is no path. If it cannot be read, what was
 * observed before stays.
 */
final class PathResources implements AutoCloseable {
  static final ApiKind PATH = kind(GoldenPathResource.KIND, GoldenPathResource.PLURAL);
  static final ApiKind REVISION = kind(GoldenPathRevision.KIND, GoldenPathRevision.PLURAL);

  /** With the default interval of ten seconds, a missing API is looked for once a minute. */
  private static final int CALLS_BETWEEN_LOOKS = 6;

  private static final int LONGEST = 512;

  private final KubernetesClient client;
  private final Runnable changed;
  private volatile @Nullable Watched watched;
  private int callsUntilLook;

  /** Both informers. */
  private record Watched(
      SharedIndexInformer<GenericKubernetesResource> paths,
      SharedIndexInformer<GenericKubernetesResource> revisions) {
    boolean isRunning() {
      return paths.isRunning() && revisions.isRunning();
    }

    void close() {
      paths.close();
      revisions.close();
    }
  }

  /**
   * Uses a client that remains the caller's.
   *
   * @param changed called after each change of a path or a revision
   */
  PathResources(KubernetesClient client, Runnable changed) {
    this.client = client;
    this.changed = changed;
  }

  private static ApiKind kind(String kind, String plural) {
    return new ApiKind(GoldenService.GROUP, GoldenService.VERSION, kind, plural, false, false);
  }

  /** The kind of one of them. */
  static ApiKind kindOf(GenericKubernetesResource object) {
    return object.getKind().equals(PATH.kind()) ? PATH : REVISION;
  }

  /**
   * Watches them if their API is installed; a watch that has ended is restarted. To be called again
   * and again.
   *
   * @return why they cannot be read; empty if they are watched, or not installed
   */
  synchronized Optional<String> watch() {
    Watched before = watched;
    if (before != null && before.isRunning()) {
      return Optional.empty();
    }
    if (before == null && callsUntilLook-- > 0) {
      return Optional.empty();
    }
    try {
      if (isInstalled()) {
        watched = informBoth();
        if (before != null) {
          before.close();
        }
        changed.run();
      } else {
        callsUntilLook = CALLS_BETWEEN_LOOKS;
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      callsUntilLook = 0;
      return Optional.of(
          "the golden path cannot be read: " + MessageText.plain(ApiError.message(e), LONGEST));
    }
  }

  private boolean isInstalled() {
    APIResourceList served = client.getApiResources(PATH.apiVersion());
    Set<String> kinds =
        served == null
            ? Set.of()
            : served.getResources().stream().map(APIResource::getKind).collect(Collectors.toSet());
    return kinds.contains(PATH.kind()) && kinds.contains(REVISION.kind());
  }

  /** The path first: each revision that it names was made before, and is in the second list. */
  private Watched informBoth() {
    SharedIndexInformer<GenericKubernetesResource> paths = inform(PATH);
    try {
      return new Watched(paths, inform(REVISION));
    } catch (RuntimeException e) {
      paths.close();
      throw e;
    }
  }

  private SharedIndexInformer<GenericKubernetesResource> inform(ApiKind kind) {
    return client
        .genericKubernetesResources(ResourceDefinition.of(kind))
        .inform(new Changes(changed));
  }

  /** The path of the cluster, as last observed. */
  Optional<GenericKubernetesResource> path() {
    Watched now = watched;
    return now == null
        ? Optional.empty()
        : now.paths().getStore().list().stream()
            .filter(each -> each.getMetadata().getName().equals(GoldenPathResource.NAME))
            .findFirst();
  }

  /** Every revision, as last observed. */
  List<GenericKubernetesResource> revisions() {
    Watched now = watched;
    return now == null ? List.of() : List.copyOf(now.revisions().getStore().list());
  }

  @Override
  public synchronized void close() {
    Watched before = watched;
    if (before != null) {
      before.close();
    }
  }

  /** Every change counts: the status says which revision is the target. */
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
