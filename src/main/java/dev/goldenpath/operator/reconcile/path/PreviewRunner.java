package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.path.GoldenPathPreview;
import dev.goldenpath.operator.api.path.GoldenPathPreviewStatus;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.PathDocument;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import dev.goldenpath.operator.preview.DryRun;
import dev.goldenpath.operator.preview.Preview;
import dev.goldenpath.operator.preview.Verdict;
import dev.goldenpath.operator.reconcile.path.PreviewSubject.Candidate;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Answers one preview: the candidate is compared with the whole fleet, and some of it tried out.
 */
final class PreviewRunner {
  private static final int DEFAULT_MAX_PER_CHANGE = 20;
  private static final Duration PACE = Duration.ofMillis(1_000 / DryRun.PER_SECOND);

  private final GoldenPathReader reader;
  private final PreviewSubject subject;
  private final Function<String, Optional<RevisionContent>> kept;
  private final PreviewStatuses statuses;
  private final ControlLoop loop;

  /**
   * Uses these parts.
   *
   * @param kept the content that is kept under a version
   * @param loop ends the answer with itself
   */
  PreviewRunner(
      GoldenPathReader reader,
      PreviewSubject subject,
      Function<String, Optional<RevisionContent>> kept,
      PreviewStatuses statuses,
      ControlLoop loop) {
    this.reader = reader;
    this.subject = subject;
    this.kept = kept;
    this.statuses = statuses;
    this.loop = loop;
  }

  /**
   * The answer to a preview.
   *
   * @param wanted whether anybody still waits for it
   * @return empty if nobody does
   */
  Optional<GoldenPathPreviewStatus> answer(
      GenericKubernetesResource preview, BooleanSupplier wanted) throws InterruptedException {
    RevisionContent content = RevisionContent.of(preview.get("spec", "candidate"));
    PathDocument document;
    try {
      document = read(preview, content);
    } catch (InvalidGoldenPathException e) {
      return Optional.of(statuses.refused(Reason.INVALID, e.problems()));
    }
    if (kept.apply(content.version()).filter(known -> !known.isSame(content)).isPresent()) {
      return Optional.of(
          statuses.refused(Reason.VERSION_REUSED, List.of(DocumentAcceptance.reused(content))));
    }
    Preview comparison = compare(preview, document.path());
    return tryOut(comparison.dryRuns(), document.path(), wanted)
        .map(answers -> statuses.answered(comparison.result(answers), document.ignored()));
  }

  private PathDocument read(GenericKubernetesResource preview, RevisionContent content)
      throws InvalidGoldenPathException {
    String origin = GoldenPathPreview.KIND + " " + preview.getMetadata().getName();
    List<String> problems =
        RolloutStatus.read(preview.get("spec", "candidate", "rollout")).problems();
    if (!problems.isEmpty()) {
      throw new InvalidGoldenPathException(origin, problems);
    }
    return reader.read(origin, content);
  }

  private Preview compare(GenericKubernetesResource preview, GoldenPath candidate) {
    Preview comparison =
        new Preview(subject.plans(), candidate, subject.comparedWith(), maxPerChange(preview));
    subject
        .services(
            new Candidate(
                candidate,
                preview.get("spec", "candidate", "minimumVersion") instanceof String minimum
                    ? minimum
                    : null))
        .takeWhile(service -> !loop.isClosed())
        .forEach(comparison::add);
    return comparison;
  }

  /** Not faster than the limit: others need the API server, too. */
  private Optional<Map<DryRun, Verdict>> tryOut(
      List<DryRun> dryRuns, GoldenPath candidate, BooleanSupplier wanted)
      throws InterruptedException {
    Map<DryRun, Verdict> answers = new HashMap<>();
    for (DryRun dryRun : dryRuns) {
      if (!wanted.getAsBoolean() || loop.isClosedWithin(PACE)) {
        return Optional.empty();
      }
      subject.tryOut(dryRun, candidate).ifPresent(verdict -> answers.put(dryRun, verdict));
    }
    return Optional.of(answers);
  }

  private static int maxPerChange(GenericKubernetesResource preview) {
    return preview.get("spec", "dryRun", "maxPerChange") instanceof Number given
        ? given.intValue()
        : DEFAULT_MAX_PER_CHANGE;
  }
}
