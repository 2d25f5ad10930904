package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.api.path.GoldenPathRevisionStatus;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.rollout.PathFacts;
import dev.goldenpath.operator.rollout.PathLag;
import dev.goldenpath.operator.rollout.ServiceFact;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private final Clock clock;

  Revisions(PathResources resources, ObjectClient objects, PathStatusWriter writer, Clock clock) {
    this.resources = resources;
    this.objects = objects;
    this.writer = writer;
    this.clock = clock;
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
        .ifPresent(created -> log.info("revision {}: created", created.getMetadata().getName()));
  }

  /** Writes into each revision how many services have it. */
  void count(Collection<ServiceFact> services) {
    Map<String, Long> having =
        services.stream()
            .map(service -> Optional.ofNullable(service.placement().memory().applied()).orElse(""))
            .collect(Collectors.groupingBy(version -> version, Collectors.counting()));
    for (GenericKubernetesResource revision : resources.revisions()) {
      writer.write(
          revision,
          new GoldenPathRevisionStatus(
              having.getOrDefault(version(revision), 0L).intValue(),
              PathStatusWriter.statusOfRevision(revision).rolledOut()));
    }
  }

  /** The content that is kept under a version; empty if there is none. */
  Optional<RevisionContent> kept(String version) {
    return find(GoldenPathRevision.PREFIX + version)
        .map(revision -> RevisionContent.of(revision.get("spec")));
  }

  private static String version(GenericKubernetesResource revision) {
    return RevisionContent.of(revision.get("spec")).version();
  }

  /** Whether a revision went all the way before. */
  boolean isRolledOut(String version) {
    return find(GoldenPathRevision.PREFIX + version)
        .map(revision -> PathStatusWriter.statusOfRevision(revision).rolledOut())
        .isPresent();
  }

  /** The revision that went all the way last. */
  String newestRolledOut() {
    return resources.revisions().stream()
        .filter(each -> PathStatusWriter.statusOfRevision(each).rolledOut() != null)
        .max(
            Comparator.comparing(
                each ->
                    Objects.requireNonNull(PathStatusWriter.statusOfRevision(each).rolledOut())))
        .map(Revisions::version)
        .orElse(PathFacts.BUILT_IN);
  }

  /** When each revision was there. */
  List<PathLag.RevisionTimes> times() {
    return resources.revisions().stream()
        .map(
            each ->
                new PathLag.RevisionTimes(
                    version(each),
                    Instant.parse(each.getMetadata().getCreationTimestamp()),
                    Timestamp.read(PathStatusWriter.statusOfRevision(each).rolledOut())
                        .orElse(null)))
        .toList();
  }

  /** Records that a revision went all the way. */
  void rolledOut(String version) {
    find(GoldenPathRevision.PREFIX + version)
        .ifPresent(
            revision ->
                writer.writeAtOnce(
                    revision,
                    new GoldenPathRevisionStatus(
                        PathStatusWriter.statusOfRevision(revision).services(),
                        Timestamp.now(clock))));
  }

  /** Deletes the oldest revisions that nobody has, beyond the limit of the path. */
  void collect(GenericKubernetesResource path, Collection<ServiceFact> services) {
    Set<String> kept = new HashSet<>();
    services.forEach(
        service -> {
          Optional.ofNullable(service.placement().memory().applied()).ifPresent(kept::add);
          Optional.ofNullable(service.placement().memory().lastGood()).ifPresent(kept::add);
          Optional.ofNullable(service.placement().pin()).ifPresent(kept::add);
        });
    kept.add(RevisionContent.of(path.get("spec")).version());
    Optional.ofNullable(PathStatusWriter.statusOf(path).target()).ifPresent(kept::add);
    Optional.ofNullable(PathStatusWriter.statusOf(path).current()).ifPresent(kept::add);
    int limit =
        path.get("spec", "revisionHistoryLimit") instanceof Number given
            ? given.intValue()
            : DEFAULT_LIMIT;
    List<GenericKubernetesResource> unused =
        resources.revisions().stream()
            .filter(each -> !kept.contains(version(each)))
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
                  "revision {}: deleted, because no service has it; {} other unused ones are kept",
                  each.getMetadata().getName(),
                  limit);
            });
  }
}
