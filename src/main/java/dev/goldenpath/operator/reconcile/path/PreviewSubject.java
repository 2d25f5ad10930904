package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.preview.DryRun;
import dev.goldenpath.operator.preview.PreviewedService;
import dev.goldenpath.operator.preview.Verdict;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fleet, as a preview sees it. */
public interface PreviewSubject {
  /**
   * What is previewed.
   *
   * @param document the candidate
   * @param minimumVersion pins to older revisions do not count; null if all do
   */
  record Candidate(GoldenPath document, @Nullable String minimumVersion) {}

  /** Resolves a service under a document. */
  PlanResolver plans();

  /** The version that most services have. */
  String comparedWith();

  /** Every service that is not being deleted, one after the other. */
  Stream<PreviewedService> services(Candidate candidate);

  /**
   * Dry-runs one object of the candidate; nothing is changed.
   *
   * @return empty if there is nothing to try: the service or the object is gone
   */
  Optional<Verdict> tryOut(DryRun dryRun, GoldenPath candidate);
}
