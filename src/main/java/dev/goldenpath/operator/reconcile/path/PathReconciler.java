package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.PathDocument;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.status.PathAcceptance;
import dev.goldenpath.operator.status.PathStatusAssembler;
import dev.goldenpath.operator.status.StallPolicy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at the GoldenPath: its document is checked and kept as a revision, and only when that is
 * stored does the status name it as the target, by which services move. The leader does it.
 */
final class PathReconciler {
  private static final String ORIGIN = GoldenPathResource.KIND + " " + GoldenPathResource.NAME;

  /** So much of a refusal is passed on. */
  private static final int LONGEST = 1024;

  private final PathResources resources;
  private final Revisions revisions;
  private final GoldenPathReader reader;
  private final PathStatusAssembler statuses;
  private final PathStatusWriter writer;
  private final List<String> notes;
  private final Clock clock;
  private @Nullable Instant failingSince;

  /**
   * Uses these parts.
   *
   * @param notes what every status says about an accepted document
   */
  PathReconciler(
      PathResources resources,
      Revisions revisions,
      GoldenPathReader reader,
      PathStatusAssembler statuses,
      PathStatusWriter writer,
      List<String> notes,
      Clock clock) {
    this.resources = resources;
    this.revisions = revisions;
    this.reader = reader;
    this.statuses = statuses;
    this.writer = writer;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Looks at the path and the fleet as they are now.
   *
   * @param services the number of services by the version that they were built from
   * @return whether it is done; if not, it is to be called again soon
   */
  boolean reconcile(Map<String, Integer> services) {
    Optional<GenericKubernetesResource> path = resources.path();
    Optional<PathAcceptance> acceptance =
        path.flatMap(each -> accept(RevisionContent.of(each.get("spec"))));
    acceptance.ifPresent(
        each -> {
          GoldenPathStatus before = PathStatusWriter.statusOf(path.orElseThrow());
          long generation = path.orElseThrow().getMetadata().getGeneration();
          writer.write(
              path.orElseThrow(), before, statuses.assemble(before, generation, each, services));
        });
    revisions.count(services);
    path.ifPresent(each -> revisions.collect(each, services));
    return failingSince == null;
  }

  /** Empty while the revision is being made: it is observed in a moment. */
  private Optional<PathAcceptance> accept(RevisionContent content) {
    PathDocument document;
    try {
      document = reader.read(ORIGIN, content);
    } catch (InvalidGoldenPathException e) {
      return refused(content, Reason.INVALID, e.problems());
    }
    Optional<GenericKubernetesResource> revision = revisions.find(content.name());
    if (revision.isEmpty()) {
      return make(content);
    }
    failingSince = null;
    if (!RevisionContent.of(revision.get().get("spec")).isSame(content)) {
      return refused(
          content,
          Reason.VERSION_REUSED,
          List.of(
              "spec.version: %s is the version of other content, kept as %s; give this content a version of its own"
                  .formatted(MessageText.quoted(content.version()), title(content))));
    }
    List<String> messages = new ArrayList<>(document.ignored().messages());
    messages.addAll(notes);
    return Optional.of(PathAcceptance.of(content.version(), messages));
  }

  /**
   * A refusal is reported only if it lasts: the policy that compares the revision with the path may
   * not know the path yet.
   */
  private Optional<PathAcceptance> make(RevisionContent content) {
    try {
      revisions.make(content);
      failingSince = null;
      return Optional.empty();
    } catch (KubernetesClientException e) {
      Instant since = failingSince == null ? clock.instant() : failingSince;
      failingSince = since;
      return new StallPolicy(clock).isNews(since)
          ? refused(
              content,
              Reason.REVISION_REFUSED,
              List.of(
                  "spec.version: the API server did not take %s: %s"
                      .formatted(title(content), MessageText.plain(ApiError.message(e), LONGEST))))
          : Optional.empty();
    }
  }

  private static Optional<PathAcceptance> refused(
      RevisionContent content, String reason, List<String> problems) {
    return Optional.of(PathAcceptance.refused(content.version(), reason, problems));
  }

  private static String title(RevisionContent content) {
    return GoldenPathRevision.KIND + " " + content.name();
  }
}
