package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus.FailedPath;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.hatch.RememberedHatches.RememberedRevision;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.RevisionMove.Pass;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.rollout.FailedService;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.InFlight;
import dev.goldenpath.operator.rollout.PathFacts;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.status.ComponentFact;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a service remembers of its revisions after a reconciliation. */
final class RevisionRecord {
  /** Failures of a component that mean that an object was not taken. */
  private static final Set<String> NOT_TAKEN =
      Set.of(
          Reason.APPLY_FAILED,
          Reason.APPLY_REFUSED,
          Reason.INTERNAL_ERROR,
          Reason.NAMESPACE_NOT_OWNED,
          Reason.NAMESPACE_NOT_READY,
          Reason.NAMESPACE_TERMINATING);

  /** Failures that the rollout finds, rather than the service itself. */
  private static final Set<FailureReason> ON_THE_TARGET =
      Set.of(
          FailureReason.NOT_APPLIED, FailureReason.NOT_READY, FailureReason.ERROR_BUDGET_BURNING);

  private final Paths paths;
  private final NamespaceOwnership namespaces;
  private final Clock clock;

  RevisionRecord(Paths paths, NamespaceOwnership namespaces, Clock clock) {
    this.paths = paths;
    this.namespaces = namespaces;
    this.clock = clock;
  }

  /**
   * What is remembered of a service that has no namespace yet: it is built from what it is to have.
   */
  RememberedHatches remembered(Pass pass) {
    return pass.placement().memory().applied() == null && paths.rollout().isPresent()
        ? pass.remembered().on(new RememberedRevision(pass.desired(), null))
        : pass.remembered();
  }

  /**
   * What the status says of the path, once everything was built; if a move is complete and changed
   * an object, the namespace remembers it, too.
   */
  PathRef end(
      GoldenService service, Pass pass, ServicePlan plan, ServiceReconciliation.Built built) {
    @Nullable PathRef before = ServiceRevisions.pathOf(service);
    if (!paths.rollout().isPresent() && (before == null || before.desired() == null)) {
      return plan.path();
    }
    boolean isNew = pass.placement().memory().applied() == null;
    boolean isDone = pass.isMove() && isTaken(built);
    boolean isOther = isNew || isDone;
    @Nullable String applied = isOther ? pass.desired() : pass.placement().memory().applied();
    @Nullable String lastGood = lastGood(service, pass, isNew || pass.isMove());
    boolean isBuiltIn = PathFacts.BUILT_IN.equals(applied) && pass.desired().equals(applied);
    if (isDone && pass.changes()) {
      remember(
          service,
          plan,
          built.remembered(),
          built.remembered().on(new RememberedRevision(applied, lastGood)));
    }
    return new PathRef(
        plan.path().name(),
        isBuiltIn ? plan.path().version() : applied,
        isBuiltIn ? null : pass.desired(),
        isOther ? Timestamp.now(clock) : before == null ? null : before.since(),
        lastGood,
        isOther ? unproven(service) : before == null ? null : before.unproven(),
        failed(service, pass, before, applied));
  }

  private void remember(
      GoldenService service, ServicePlan plan, RememberedHatches before, RememberedHatches now) {
    var unused =
        namespaces.remember(
            new ComponentContext(service, plan, Components.NAMESPACE, Optional.<Set<Long>>empty()),
            before,
            now);
  }

  private static boolean isTaken(ServiceReconciliation.Built built) {
    return built.components().stream()
        .map(ComponentOutcome::fact)
        .map(ComponentFact::reason)
        .noneMatch(NOT_TAKEN::contains);
  }

  /** A move may take several attempts, and the service is not Ready after the first one. */
  private @Nullable String lastGood(GoldenService service, Pass pass, boolean isLeaving) {
    boolean wasGood =
        isLeaving && ServiceRevisions.isReady(service) && paths.isGood(pass.placement());
    return wasGood ? pass.placement().memory().applied() : pass.placement().memory().lastGood();
  }

  private @Nullable Boolean unproven(GoldenService service) {
    return paths
        .flightOf(service.getMetadata().getName())
        .map(InFlight::baseline)
        .filter(baseline -> !baseline.isEmpty())
        .map(baseline -> true)
        .orElse(null);
  }

  /** The last failure, until the service has that revision after all. */
  private @Nullable FailedPath failed(
      GoldenService service, Pass pass, @Nullable PathRef before, @Nullable String applied) {
    String name = service.getMetadata().getName();
    @Nullable FailedPath known = before == null ? null : before.failed();
    Optional<FailedPath> now = pass.refused().or(() -> wentBack(name, applied));
    if (now.isEmpty()) {
      return known != null && Objects.equals(known.version(), applied) ? null : known;
    }
    return known != null && isSame(known, now.get()) && !isTriedAgain(name, known)
        ? known
        : now.get();
  }

  /** Why it left the target, if it did; its memory has the others already. */
  private Optional<FailedPath> wentBack(String service, @Nullable String applied) {
    String target = paths.target().orElse("");
    return target.equals(applied)
        ? Optional.empty()
        : paths.failureOf(service).flatMap(failure -> failedPath(target, failure));
  }

  private static Optional<FailedPath> failedPath(String target, FailedService failure) {
    return Optional.ofNullable(failure.reason())
        .filter(ON_THE_TARGET::contains)
        .map(
            reason ->
                new FailedPath(target, reason.text(), failure.message(), failure.at().toString()));
  }

  private static boolean isSame(FailedPath one, FailedPath other) {
    return Objects.equals(one.version(), other.version())
        && Objects.equals(one.reason(), other.reason())
        && Objects.equals(one.message(), other.message());
  }

  /** Whether a failure is of an earlier attempt than the present one. */
  private boolean isTriedAgain(String service, FailedPath known) {
    return paths
        .flightOf(service)
        .filter(
            flight ->
                Timestamp.read(known.at()).map(at -> at.isBefore(flight.since())).orElse(true))
        .isPresent();
  }
}
