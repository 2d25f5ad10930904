package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.PathDocument;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revisions as path documents, each read once. One that cannot be used is left out: nothing
 * moves because of it.
 */
final class RevisionDocuments {
  private static final Logger log = LoggerFactory.getLogger(RevisionDocuments.class);

  private final GoldenPathReader reader;
  private Map<RevisionContent, Optional<PathDocument>> known = Map.of();

  RevisionDocuments(GoldenPathReader reader) {
    this.reader = reader;
  }

  /** Those that can be used, by version. */
  synchronized Map<String, PathDocument> of(List<GenericKubernetesResource> revisions) {
    Map<RevisionContent, Optional<PathDocument>> now = new HashMap<>();
    Map<String, PathDocument> usable = new HashMap<>();
    for (GenericKubernetesResource revision : revisions) {
      RevisionContent content = RevisionContent.of(revision.get("spec"));
      Optional<PathDocument> document = known.get(content);
      if (document == null) {
        document = read(revision, content);
      }
      now.put(content, document);
      document.ifPresent(each -> usable.put(content.version(), each));
    }
    known = now;
    return usable;
  }

  private Optional<PathDocument> read(GenericKubernetesResource revision, RevisionContent content) {
    String origin = GoldenPathRevision.KIND + " " + revision.getMetadata().getName();
    String hash = revision.getMetadata().getLabels().get(GoldenPathRevision.HASH_LABEL);
    if (!content.hash().equals(hash)) {
      log.error(
          "{}: its content is not what its label {} says, so it is not used",
          origin,
          GoldenPathRevision.HASH_LABEL);
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(origin, content));
    } catch (InvalidGoldenPathException e) {
      log.error("{} cannot be used: {}", origin, e.getMessage());
      return Optional.empty();
    }
  }
}
