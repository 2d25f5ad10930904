package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.PathDocument;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.status.PathAcceptance;
import dev.goldenpath.operator.status.StallPolicy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the document of a GoldenPath can be used; if it can, it is kept as a revision. */
final class DocumentAcceptance {
  private static final String ORIGIN = GoldenPathResource.KIND + " " + GoldenPathResource.NAME;

  private final Revisions revisions;
  private final GoldenPathReader reader;
  private final List<String> notes;
  private final Clock clock;
  private @Nullable Instant failingSince;
  private @Nullable Accepted last;

  /** A document that was read before. */
  private record Accepted(RevisionContent content, PathDocument document) {}

  /**
   * Uses these parts.
   *
   * @param notes what every status says about an accepted document
   */
  DocumentAcceptance(
      Revisions revisions, GoldenPathReader reader, List<String> notes, Clock clock) {
    this.revisions = revisions;
    this.reader = reader;
    this.notes = notes;
    this.clock = clock;
  }

  /** Whether the API server refuses the revision, so that it is to be tried again soon. */
  boolean isFailing() {
    return failingSince != null;
  }

  /** Empty while the revision is being made: it is observed in a moment. */
  Optional<PathAcceptance> accept(GenericKubernetesResource path) {
    RevisionContent content = RevisionContent.of(path.get("spec"));
    List<String> problems = RolloutStatus.specOf(path).problems();
    if (!problems.isEmpty()) {
      return refused(content, Reason.INVALID, problems);
    }
    PathDocument document;
    try {
      document = read(content);
    } catch (InvalidGoldenPathException e) {
      return refused(content, Reason.INVALID, e.problems());
    }
    Optional<GenericKubernetesResource> revision = revisions.find(content.name());
    if (revision.isEmpty()) {
      return make(content);
    }
    failingSince = null;
    if (!RevisionContent.of(revision.get().get("spec")).isSame(content)) {
      return refused(content, Reason.VERSION_REUSED, List.of(reused(content)));
    }
    List<String> messages = new ArrayList<>(document.ignored().messages());
    messages.addAll(notes);
    return Optional.of(PathAcceptance.of(content.version(), messages));
  }

  /** The same content is looked at again and again. */
  private PathDocument read(RevisionContent content) throws InvalidGoldenPathException {
    @Nullable Accepted before = last;
    if (before != null && before.content().equals(content)) {
      return before.document();
    }
    Accepted now = new Accepted(content, reader.read(ORIGIN, content));
    last = now;
    return now.document();
  }

  /** What is wrong with content whose version is that of other content. */
  static String reused(RevisionContent content) {
    return "spec.version: %s is the version of other content, kept as %s; give this content a version of its own"
        .formatted(MessageText.quoted(content.version()), title(content));
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
                      .formatted(
                          title(content),
                          MessageText.plain(ApiError.message(e), ApiError.LONGEST))))
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
