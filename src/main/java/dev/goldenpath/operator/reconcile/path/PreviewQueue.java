package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The previews, as last observed: which one is next, and which are to be deleted. For one thread.
 */
final class PreviewQueue implements AutoCloseable {
  private static final ApiKind KIND = PathResources.PREVIEW;

  private static final Duration DEFAULT_TTL = Duration.ofHours(1);

  private static final Comparator<GenericKubernetesResource> OLDEST_FIRST =
      Comparator.comparing(
              (GenericKubernetesResource each) -> each.getMetadata().getCreationTimestamp())
          .thenComparing(each -> each.getMetadata().getName());

  private final InformedKinds informed;
  private final Clock clock;

  /** By uid: the watch may not have delivered the answer yet, or the end. */
  private final Set<String> done = new HashSet<>();

  /**
   * Uses a client that remains the caller's.
   *
   * @param changed called after each change of a preview
   */
  PreviewQueue(KubernetesClient client, Runnable changed, Clock clock) {
    this.informed = new InformedKinds(client, List.of(KIND), changed);
    this.clock = clock;
  }

  /** Watches the previews; see {@link InformedKinds#watch}. */
  Optional<String> watch() {
    return informed.watch();
  }

  /** The oldest preview without an answer. */
  Optional<GenericKubernetesResource> next() {
    return open().filter(each -> PreviewStatuses.completed(each).isEmpty()).min(OLDEST_FIRST);
  }

  /** Those whose answer was kept for as long as they ask for. */
  List<GenericKubernetesResource> expired() {
    return open().filter(this::isExpired).toList();
  }

  private boolean isExpired(GenericKubernetesResource preview) {
    Duration ttl =
        preview.get("spec", "ttlSecondsAfterFinished") instanceof Number seconds
            ? Duration.ofSeconds(seconds.longValue())
            : DEFAULT_TTL;
    Optional<Instant> completed = PreviewStatuses.completed(preview);
    return completed.filter(at -> !at.plus(ttl).isAfter(clock.instant())).isPresent();
  }

  private Stream<GenericKubernetesResource> open() {
    List<GenericKubernetesResource> all = informed.list(KIND);
    return all.stream()
        .filter(each -> each.getMetadata().getDeletionTimestamp() == null)
        .filter(each -> !done.contains(each.getMetadata().getUid()));
  }

  /** The newest version of a preview; empty if it has gone, or has an answer. */
  Optional<GenericKubernetesResource> newest(GenericKubernetesResource preview) {
    String uid = preview.getMetadata().getUid();
    return open()
        .filter(each -> each.getMetadata().getUid().equals(uid))
        .filter(each -> PreviewStatuses.completed(each).isEmpty())
        .findFirst();
  }

  /** Its answer was written. */
  void answered(GenericKubernetesResource preview) {
    done.add(preview.getMetadata().getUid());
  }

  /** Forgets what was written, once it is observed. */
  void settle() {
    Set<String> unsettled =
        informed.list(KIND).stream()
            .filter(each -> PreviewStatuses.completed(each).isEmpty())
            .map(each -> each.getMetadata().getUid())
            .collect(Collectors.toSet());
    done.retainAll(unsettled);
  }

  @Override
  public void close() {
    informed.close();
  }
}
