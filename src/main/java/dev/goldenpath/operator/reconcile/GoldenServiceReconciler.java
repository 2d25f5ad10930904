package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.Resolution;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.ownership.FinalizerRemoval;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import dev.goldenpath.operator.reconcile.watch.StoppingException;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GoldenService → plan → desired objects → facts → status, in each reconciliation. */
final class GoldenServiceReconciler implements Reconciler<GoldenService>, Cleaner<GoldenService> {
  private static final Logger log = LoggerFactory.getLogger(GoldenServiceReconciler.class);

  /**
   * Reduced by up to a quarter: the services of a fleet, which are all reconciled at once after a
   * restart, drift apart.
   */
  private static final double JITTER = 0.25;

  /** When a revision is tried out again whose objects the API server could not judge. */
  private static final Duration TRY_OUT_AGAIN = Duration.ofSeconds(5);

  private final RevisionMove revisions;
  private final RevisionRecord record;
  private final PathHolds holds;
  private final NamespaceOwnership namespaces;
  private final SecondaryResources secondary;
  private final Fleet fleet;
  private final ServiceReconciliation reconciliation;
  private final Deletion deletion;
  private final StatusAssembler statuses;
  private final StatusWriter writer;
  private final ReconciliationGate gate;
  private final Watchdog watchdog;
  private final Duration resync;

  GoldenServiceReconciler(
      RevisionMove revisions,
      RevisionRecord record,
      PathHolds holds,
      NamespaceOwnership namespaces,
      SecondaryResources secondary,
      Fleet fleet,
      ServiceReconciliation reconciliation,
      Deletion deletion,
      StatusAssembler statuses,
      StatusWriter writer,
      ReconciliationGate gate,
      Watchdog watchdog,
      Duration resync) {
    this.revisions = revisions;
    this.record = record;
    this.holds = holds;
    this.namespaces = namespaces;
    this.secondary = secondary;
    this.fleet = fleet;
    this.reconciliation = reconciliation;
    this.deletion = deletion;
    this.statuses = statuses;
    this.writer = writer;
    this.gate = gate;
    this.watchdog = watchdog;
    this.resync = resync;
  }

  @Override
  public List<EventSource<?, GoldenService>> prepareEventSources(
      EventSourceContext<GoldenService> context) {
    List<EventSource<?, GoldenService>> sources = new ArrayList<>(secondary.start());
    sources.add(fleet.over(context));
    return sources;
  }

  @Override
  public UpdateControl<GoldenService> reconcile(
      GoldenService service, Context<GoldenService> context) {
    UpdateControl<GoldenService> done = UpdateControl.noUpdate();
    return inTurn(service, context, () -> done.rescheduleAfter(reconcileInTurn(service, context)))
        .orElse(done);
  }

  /**
   * One reconciliation.
   *
   * @return when the next one is due if there is no event before
   */
  private Duration reconcileInTurn(GoldenService service, Context<GoldenService> context) {
    long start = System.nanoTime();
    Optional<GoldenServiceStatus> before = Optional.ofNullable(service.getStatus());
    RememberedHatches remembered = namespaces.remembered(service);
    RevisionMove.Pass pass = revisions.begin(service, remembered);
    if (pass.resolution() instanceof Resolution.InvalidSpec unusable) {
      writer.write(
          service,
          statuses.stalled(before, generation(service), unusable.reason(), unusable.message()),
          context);
      return nextResync();
    }
    var plan = pass.resolution().plan().orElseThrow();
    ServiceReconciliation.Built built =
        reconciliation.build(service, plan, record.remembered(pass));
    built.components().forEach(outcome -> writer.report(service, outcome));
    List<ComponentFact> facts = built.components().stream().map(ComponentOutcome::fact).toList();
    GoldenServiceStatus assembled =
        statuses.assemble(
            before,
            generation(service),
            plan,
            facts,
            built.remembered(),
            new AnnotationTimes(service.getMetadata().getManagedFields()));
    var path = record.end(service, pass, plan, built);
    GoldenServiceStatus after =
        statuses.onPath(before, assembled, path, holds.after(service, pass.placement(), path));
    writer.write(service, after, pass.changes(), facts, context);
    Optional<Duration> retry =
        pass.waits() ? Optional.of(TRY_OUT_AGAIN) : statuses.retryAfter(after, facts);
    log.atDebug()
        .addKeyValue("service", plan.service())
        .addKeyValue("duration", Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms")
        .addKeyValue("retryIn", retry.map(Duration::toString).orElse("none"))
        .log("reconciled");
    return retry.orElseGet(this::nextResync);
  }

  /**
   * Handles an error in the operator itself: an object that the API server refuses is a fact of its
   * component, and a refused status is retried.
   */
  @Override
  public ErrorStatusUpdateControl<GoldenService> updateErrorStatus(
      GoldenService service, Context<GoldenService> context, Exception e) {
    Throwable cause = ApiError.causeOf(e);
    if (!(cause instanceof KubernetesClientException) && !(cause instanceof OperatorException)) {
      writer.write(
          service,
          statuses.inProgress(
              Optional.ofNullable(service.getStatus()),
              generation(service),
              Reason.INTERNAL_ERROR,
              OperatorError.message(cause)),
          context);
    }
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  /** The operator removes its finalizer itself: see {@link FinalizerRemoval}. */
  @Override
  public DeleteControl cleanup(GoldenService service, Context<GoldenService> context) {
    DeleteControl done = DeleteControl.noFinalizerRemoval();
    return inTurn(
            service,
            context,
            () ->
                deletion
                    .proceed(service, revisions.platform(service), context)
                    .map(done::rescheduleAfter)
                    .orElse(done))
        .orElse(done);
  }

  /** Empty if the operator is stopping, or if another service has the name now. */
  private <T> Optional<T> inTurn(
      GoldenService service, Context<GoldenService> context, Supplier<T> work) {
    String name = service.getMetadata().getName();
    if (!gate.enter(name)) {
      return Optional.empty();
    }
    try {
      boolean replaced =
          context
              .getPrimaryCache()
              .get(new ResourceID(name))
              .filter(now -> !now.getMetadata().getUid().equals(service.getMetadata().getUid()))
              .isPresent();
      return replaced ? Optional.empty() : Optional.of(work.get());
    } catch (StoppingException e) {
      return Optional.empty();
    } finally {
      gate.leave(name);
      watchdog.reconciled(service);
    }
  }

  private Duration nextResync() {
    double share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
    return Duration.ofMillis((long) (resync.toMillis() * share));
  }

  private static long generation(GoldenService service) {
    return service.getMetadata().getGeneration();
  }
}
