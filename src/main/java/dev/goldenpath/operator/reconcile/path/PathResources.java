package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.path.GoldenPathPreview;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** The GoldenPath and its revisions, as last observed; see {@link InformedKinds}. */
final class PathResources implements AutoCloseable {
  static final ApiKind PATH = kind(GoldenPathResource.KIND, GoldenPathResource.PLURAL);
  static final ApiKind REVISION = kind(GoldenPathRevision.KIND, GoldenPathRevision.PLURAL);
  static final ApiKind PREVIEW = kind(GoldenPathPreview.KIND, GoldenPathPreview.PLURAL);

  private final InformedKinds informed;

  /**
   * Uses a client that remains the caller's.
   *
   * @param changed called after each change of a path or a revision
   */
  PathResources(KubernetesClient client, Runnable changed) {
    // The path first: each revision that it names was made before, and is in the second list.
    informed = new InformedKinds(client, List.of(PATH, REVISION), changed);
  }

  private static ApiKind kind(String kind, String plural) {
    return new ApiKind(GoldenService.GROUP, GoldenService.VERSION, kind, plural, false, false);
  }

  /** The kind of one of them. */
  static ApiKind kindOf(GenericKubernetesResource object) {
    return object.getKind().equals(PATH.kind()) ? PATH : REVISION;
  }

  /**
   * Watches them; see {@link InformedKinds#watch}.
   *
   * @return why they cannot be read; empty if they are watched, or not installed
   */
  Optional<String> watch() {
    return informed.watch().map(why -> "the golden path cannot be read: " + why);
  }

  /** The path of the cluster, as last observed. */
  Optional<GenericKubernetesResource> path() {
    return informed.list(PATH).stream()
        .filter(each -> each.getMetadata().getName().equals(GoldenPathResource.NAME))
        .findFirst();
  }

  /** Every revision, as last observed. */
  List<GenericKubernetesResource> revisions() {
    return informed.list(REVISION);
  }

  @Override
  public void close() {
    informed.close();
  }
}
