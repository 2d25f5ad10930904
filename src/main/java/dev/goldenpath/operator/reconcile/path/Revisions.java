package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.api.path.GoldenPathRevisionStatus;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The revisions of the path: made once, counted, and collected when nobody has them any more. */
final class Revisions {
  private static final Logger log = LoggerFactory.getLogger(Revisions.class);

  private static final int DEFAULT_LIMIT = 10;

  private static final Comparator<GenericKubernetesResource> NEWEST_FIRST =
      Comparator.comparing(
              (GenericKubernetesResource each) -> each.getMetadata().getCreationTimestamp())
          .thenComparing(each -> each.getMetadata().getName())
          .reversed();

  private final PathResources resources;
  private final ObjectClient objects;
  private final PathStatusWriter writer;

  Revisions(PathResources resources, ObjectClient objects, PathStatusWriter writer) {
    this.resources = resources;
    this.objects = objects;
    this.writer = writer;
  }

  /** The revision of that name, as last observed. */
  Optional<GenericKubernetesResource> find(String name) {
    return resources.revisions().stream()
        .filter(each -> each.getMetadata().getName().equals(name))
        .findFirst();
  }

  /** Makes the revision of this content; nothing happens if it exists. */
  void make(RevisionContent content) {
    GenericKubernetesResource revision =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(PathResources.REVISION.apiVersion())
            .withKind(PathResources.REVISION.kind())
            .withNewMetadata()
            .withName(content.name())
            .addToLabels(GoldenPathRevision.PATH_LABEL, GoldenPathResource.NAME)
            .addToLabels(GoldenPathRevision.HASH_LABEL, content.hash())
            .endMetadata()
            .build();
    revision.setAdditionalProperty("spec", content.fields());
    objects
        .create(PathResources.REVISION, revision)
        .ifPresent(made -> log.info("{} made", made.getMetadata().getName()));
  }

  /** Writes into each revision how many services have it. */
  void count(Map<String, Integer> services) {
    for (GenericKubernetesResource revision : resources.revisions()) {
      writer.write(
          revision,
          new GoldenPathRevisionStatus(
              services.getOrDefault(RevisionContent.of(revision.get("spec")).version(), 0)));
    }
  }

  /** Deletes the oldest revisions that nobody has, beyond the limit of the path. */
  void collect(GenericKubernetesResource path, Map<String, Integer> services) {
    Set<String> kept = new HashSet<>(services.keySet());
    kept.add(RevisionContent.of(path.get("spec")).version());
    Optional.ofNullable(PathStatusWriter.statusOf(path).target()).ifPresent(kept::add);
    int limit =
        path.get("spec", "revisionHistoryLimit") instanceof Number given
            ? given.intValue()
            : DEFAULT_LIMIT;
    List<GenericKubernetesResource> unused =
        resources.revisions().stream()
            .filter(each -> !kept.contains(RevisionContent.of(each.get("spec")).version()))
            .filter(
                each ->
                    each.get("status", "services") instanceof Number none && none.intValue() == 0)
            .sorted(NEWEST_FIRST)
            .toList();
    unused.stream()
        .skip(limit)
        .forEach(
            each -> {
              objects.delete(PathResources.REVISION, each);
              log.info(
                  "{} deleted: no service has it, and {} others are kept",
                  each.getMetadata().getName(),
                  limit);
            });
  }
}
