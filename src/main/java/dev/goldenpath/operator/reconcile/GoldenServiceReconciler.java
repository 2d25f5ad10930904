package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.DeletionPolicy;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.path.PathSource;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.Resolution;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.StatusAssembler;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** GoldenService → plan → desired objects → facts → status, once a pass. */
final class GoldenServiceReconciler implements Reconciler<GoldenService>, Cleaner<GoldenService> {
  private static final Duration DELETION_RETRY = Duration.ofSeconds(10);

  private final PathSource path;
  private final PlanResolver plans;
  private final Inventory inventory;
  private final Fleet fleet;
  private final Road road;
  private final Removal removal;
  private final StatusAssembler statuses;
  private final StatusWriter writer;

  GoldenServiceReconciler(
      PathSource path,
      PlanResolver plans,
      Inventory inventory,
      Fleet fleet,
      Road road,
      Removal removal,
      StatusAssembler statuses,
      StatusWriter writer) {
    this.path = path;
    this.plans = plans;
    this.inventory = inventory;
    this.fleet = fleet;
    this.road = road;
    this.removal = removal;
    this.statuses = statuses;
    this.writer = writer;
  }

  @Override
  public List<EventSource<?, GoldenService>> prepareEventSources(
      EventSourceContext<GoldenService> context) {
    List<EventSource<?, GoldenService>> sources = new ArrayList<>(inventory.start(context));
    sources.add(fleet.over(context));
    return sources;
  }

  @Override
  public UpdateControl<GoldenService> reconcile(
      GoldenService service, Context<GoldenService> context) {
    Optional<GoldenServiceStatus> before = Optional.ofNullable(service.getStatus());
    Resolution resolution = plans.resolve(service, path.current());
    if (resolution instanceof Resolution.Unusable unusable) {
      writer.write(
          service,
          statuses.stalled(before, generation(service), unusable.reason(), unusable.message()),
          context);
      return UpdateControl.noUpdate();
    }
    var plan = resolution.plan().orElseThrow();
    List<ComponentOutcome> outcomes = road.build(service, plan);
    outcomes.forEach(outcome -> writer.tell(service, outcome));
    List<ComponentFact> facts = outcomes.stream().map(ComponentOutcome::fact).toList();
    GoldenServiceStatus after = statuses.assemble(before, generation(service), plan, facts);
    writer.write(service, after, context);
    UpdateControl<GoldenService> done = UpdateControl.noUpdate();
    return statuses.retryAfter(after, facts).map(done::rescheduleAfter).orElse(done);
  }

  /**
   * An error of the operator itself: what the API server refuses is a fact of a component, and what
   * it refuses of the status is tried again.
   */
  @Override
  public ErrorStatusUpdateControl<GoldenService> updateErrorStatus(
      GoldenService service, Context<GoldenService> context, Exception e) {
    Throwable cause = unwrap(e);
    if (!(cause instanceof KubernetesClientException) && !(cause instanceof OperatorException)) {
      writer.write(
          service,
          statuses.inProgress(
              Optional.ofNullable(service.getStatus()),
              generation(service),
              Reason.INTERNAL_ERROR,
              "the operator failed and tries again: " + cause),
          context);
    }
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  @Override
  public DeleteControl cleanup(GoldenService service, Context<GoldenService> context) {
    if (deletionPolicy(service) == DeletionPolicy.RETAIN) {
      if (removal.release(service)) {
        writer.tell(
            service,
            new Transition(
                false,
                "Released",
                "namespace "
                    + service.getMetadata().getName()
                    + " is kept with its data; the same team takes it back by applying the name"));
      }
      return DeleteControl.defaultDelete();
    }
    Optional<String> awaited = removal.delete(service);
    if (awaited.isEmpty()) {
      return DeleteControl.defaultDelete();
    }
    writer.write(
        service,
        statuses.inProgress(
            Optional.ofNullable(service.getStatus()),
            generation(service),
            Reason.TERMINATING,
            awaited.get()),
        context);
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(DELETION_RETRY);
  }

  /** With metrics on, the framework wraps what a pass throws. */
  static Throwable unwrap(Throwable thrown) {
    boolean wrapper = thrown instanceof OperatorException || thrown instanceof CompletionException;
    return wrapper && thrown.getCause() != null ? unwrap(thrown.getCause()) : thrown;
  }

  /** What cannot be read keeps its data. */
  private static DeletionPolicy deletionPolicy(GoldenService service) {
    return Optional.ofNullable(service.getSpec())
        .map(GoldenServiceSpec::getDeletionPolicy)
        .flatMap(DeletionPolicy::of)
        .orElse(DeletionPolicy.RETAIN);
  }

  private static long generation(GoldenService service) {
    return service.getMetadata().getGeneration();
  }
}
