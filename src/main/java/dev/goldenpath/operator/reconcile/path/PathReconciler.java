package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.api.path.GoldenPathStatus.Counts;
import dev.goldenpath.operator.rollout.ErrorBudgetDemand;
import dev.goldenpath.operator.rollout.ErrorBudgetReading;
import dev.goldenpath.operator.rollout.ErrorBudgetRule;
import dev.goldenpath.operator.rollout.ErrorBudgets;
import dev.goldenpath.operator.rollout.FleetCounts;
import dev.goldenpath.operator.rollout.FleetFacts;
import dev.goldenpath.operator.rollout.PathFacts;
import dev.goldenpath.operator.rollout.PathLag;
import dev.goldenpath.operator.rollout.RolloutEvent;
import dev.goldenpath.operator.rollout.RolloutFigures;
import dev.goldenpath.operator.rollout.RolloutPhase;
import dev.goldenpath.operator.rollout.RolloutState;
import dev.goldenpath.operator.rollout.RolloutStep;
import dev.goldenpath.operator.rollout.RolloutTransition;
import dev.goldenpath.operator.rollout.ServiceFact;
import dev.goldenpath.operator.rollout.Strategy;
import dev.goldenpath.operator.status.PathAcceptance;
import dev.goldenpath.operator.status.PathStatusAssembler;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at the GoldenPath: its document is checked and kept as a revision, and the next step of
 * its rollout is worked out and stored. Services move by what is stored. The leader does it.
 */
final class PathReconciler {
  private final PathResources resources;
  private final Revisions revisions;
  private final DocumentAcceptance documents;
  private final ObservedFleet fleet;
  private final ErrorBudgets errorBudgets;
  private final PathStatusAssembler statuses;
  private final PathStatusWriter writer;
  private final PathMetrics metrics;
  private final Clock clock;

  PathReconciler(
      PathResources resources,
      Revisions revisions,
      DocumentAcceptance documents,
      ObservedFleet fleet,
      ErrorBudgets errorBudgets,
      PathStatusWriter writer,
      PathMetrics metrics,
      Clock clock) {
    this.resources = resources;
    this.revisions = revisions;
    this.documents = documents;
    this.fleet = fleet;
    this.errorBudgets = errorBudgets;
    this.statuses = new PathStatusAssembler(clock);
    this.writer = writer;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Looks at the path and the fleet as they are now.
   *
   * @return whether it is done; if not, it is to be called again soon
   */
  boolean reconcile() {
    Optional<GenericKubernetesResource> path = resources.path();
    Optional<PathAcceptance> acceptance = path.flatMap(documents::accept);
    @Nullable String target =
        acceptance
            .filter(PathAcceptance::accepted)
            .map(PathAcceptance::version)
            .or(() -> path.map(PathStatusWriter::statusOf).map(GoldenPathStatus::target))
            .orElse(null);
    boolean isAccepted = acceptance.filter(PathAcceptance::accepted).isPresent();
    if (isAccepted && target != null && !fleet.knows(target)) {
      // Made a moment ago: nobody can be compared with it before the next look.
      return false;
    }
    Map<String, ServiceFact> services = fleet.services(target == null ? "" : target);
    if (acceptance.isEmpty() || target == null) {
      errorBudgets.rest();
    }
    if (acceptance.isPresent()) {
      reconcile(path.orElseThrow(), acceptance.get(), target, services);
    } else if (path.isEmpty()) {
      metrics.rollout(Optional.empty());
    }
    revisions.count(services.values());
    path.ifPresent(each -> revisions.collect(each, services.values()));
    return !documents.isFailing();
  }

  private void reconcile(
      GenericKubernetesResource path,
      PathAcceptance acceptance,
      @Nullable String target,
      Map<String, ServiceFact> services) {
    GoldenPathStatus before = PathStatusWriter.statusOf(path);
    Optional<Look> look =
        target == null ? Optional.empty() : Optional.of(look(path, before, target, services));
    Optional<RolloutStep> step = look.map(Look::step);
    Optional<RolloutState> state = step.map(RolloutStep::state);
    GoldenPathStatus after =
        statuses.assemble(
            before,
            path.getMetadata().getGeneration(),
            acceptance,
            state,
            state.map(RolloutStatus::stored).orElse(null),
            look.map(each -> RolloutStatus.stored(each.figures().counts()))
                .orElseGet(() -> new Counts(services.size(), 0, 0, 0, 0, 0, 0)),
            target == null ? null : RolloutStatus.impact(before, target, services.values()));
    List<Transition> news = new ArrayList<>();
    PathStatusAssembler.refusal(before, after)
        .ifPresent(message -> news.add(new Transition(true, EventReason.PATH_REJECTED, message)));
    step.map(RolloutStep::events).orElse(List.of()).forEach(event -> news.add(news(event)));
    boolean isWritten = writer.write(path, before, after, news);
    state
        .filter(each -> each.phase() == RolloutPhase.COMPLETE)
        .filter(each -> isWritten || before.equals(after))
        .map(RolloutState::target)
        .filter(each -> !revisions.isRolledOut(each))
        .ifPresent(revisions::rolledOut);
    metrics.rollout(look.map(Look::figures));
  }

  /** The next step, and the fleet before it is done. */
  private record Look(RolloutStep step, RolloutFigures figures) {}

  private Look look(
      GenericKubernetesResource path,
      GoldenPathStatus before,
      String target,
      Map<String, ServiceFact> services) {
    Strategy strategy = RolloutStatus.strategyOf(path);
    PathFacts facts =
        RolloutStatus.facts(
            path, target, revisions.isRolledOut(target), revisions.newestRolledOut());
    @Nullable RolloutState stored = RolloutStatus.stateOf(before).orElse(null);
    FleetFacts fleet =
        new FleetFacts(
            services,
            measured(
                ErrorBudgetDemand.exists(stored, facts, strategy, services),
                strategy.errorBudget()));
    Instant now = clock.instant();
    RolloutStep step = RolloutTransition.next(stored, facts, strategy, fleet, now);
    return new Look(
        step,
        RolloutFigures.of(
            step.state(),
            strategy,
            FleetCounts.of(step.state(), strategy, facts, fleet),
            PathLag.since(services.values(), revisions.times()),
            fleet.errorBudgets().state(),
            now));
  }

  private ErrorBudgetReading measured(boolean isNeeded, ErrorBudgetRule rule) {
    if (isNeeded) {
      return errorBudgets.reading(rule);
    }
    errorBudgets.rest();
    return ErrorBudgetReading.PENDING;
  }

  private static Transition news(RolloutEvent event) {
    return new Transition(event.kind().isWarning(), event.kind().text(), event.message());
  }
}
