package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.DryRuns;
import dev.goldenpath.operator.reconcile.apply.HandOver;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.ownership.FinalizerRemoval;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.ownership.Removal;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import dev.goldenpath.operator.reconcile.path.PathController;
import dev.goldenpath.operator.reconcile.path.PreviewController;
import dev.goldenpath.operator.reconcile.prometheus.PrometheusErrorBudgets;
import dev.goldenpath.operator.reconcile.watch.ComponentObjects;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import dev.goldenpath.operator.rollout.ErrorBudgets;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.status.StallPolicy;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * The parts of the operator, wired: from the cache to the reconcilers of services and of the path.
 */
final class OperatorParts {
  final Fleet fleet = new Fleet();
  final ReconciliationGate gate = new ReconciliationGate();
  final EventRecorder events;
  final ExecutorService components;
  final SecondaryResources secondary;
  final ObservedStateReader observed;
  final Watchdog watchdog;
  final GoldenServiceReconciler reconciler;
  final PathController pathController;
  final PreviewedFleet previewed;
  final PreviewController previews;
  final PeriodicTasks periodic;

  private final KubernetesClient client;
  private final OperatorSettings settings;
  private final Paths paths;
  private final Clock clock = Clock.systemUTC();
  private final ComponentHistory history = new ComponentHistory(clock);
  private final ObjectClient objects;

  /**
   * Wires all parts, and starts none.
   *
   * @param leading whether this replica reconciles
   * @param synced whether every cache is filled
   */
  OperatorParts(
      KubernetesClient client,
      OperatorSettings settings,
      Paths paths,
      ReconcileMetrics observer,
      BooleanSupplier leading,
      BooleanSupplier synced,
      Runnable onFatalError) {
    this.client = client;
    this.settings = settings;
    this.paths = paths;
    events = new EventRecorder(client, clock, observer);
    components = Executors.newFixedThreadPool(settings.threads());
    secondary =
        new SecondaryResources(client, () -> paths.current().spec().platform(), onFatalError);
    observed = new ObservedStateReader(client, secondary, paths, clock);
    watchdog = new Watchdog(fleet, clock, settings.resync(), leading, onFatalError);
    objects = new ObjectClient(client, secondary);
    HandOver handOver = new HandOver(objects);
    Applier applier = new Applier(objects, secondary, handOver);
    ApiKind namespace = Components.NAMESPACE.kinds(paths.current().spec().platform()).get(0);
    NamespaceOwnership namespaces = new NamespaceOwnership(namespace, objects, secondary, applier);
    ServicePlanner planner =
        ServicePlanner.of(settings.reservedNames(), namespaces, observed, paths);
    TargetEffects effects = new TargetEffects(paths, planner);
    PathHolds holds = new PathHolds(paths, effects);
    StatusWriter writer = new StatusWriter(events, observer);
    reconciler = reconciler(namespace, namespaces, planner, holds, applier, handOver, writer);
    FleetObserver fleetObserver = new FleetObserver(fleet, paths, planner, effects, holds, leading);
    BooleanSupplier deciding = () -> leading.getAsBoolean() && synced.getAsBoolean();
    pathController =
        new PathController(
            client,
            objects,
            paths,
            fleetObserver,
            settings
                .prometheus()
                .<ErrorBudgets>map(each -> new PrometheusErrorBudgets(each, clock))
                .orElse(ErrorBudgets.NOT_CONFIGURED),
            events::record,
            observer,
            deciding,
            fleetObserver::reconcileMoved,
            clock);
    previewed =
        new PreviewedFleet(fleet, paths, planner, secondary, new DryRuns(client, secondary));
    previews =
        new PreviewController(client, objects, previewed, pathController::kept, deciding, clock);
    periodic = new PeriodicTasks(paths, secondary, observed, fleet, watchdog, history);
  }

  private GoldenServiceReconciler reconciler(
      ApiKind namespace,
      NamespaceOwnership namespaces,
      ServicePlanner planner,
      PathHolds holds,
      Applier applier,
      HandOver handOver,
      StatusWriter writer) {
    Removal removal = new Removal(namespace, objects, new ComponentObjects(secondary));
    StatusAssembler statuses = new StatusAssembler(clock);
    ManagedComponent managed =
        new ManagedComponent(applier, removal, new UnmanagedObject(handOver), observed);
    EjectedComponent ejected = new EjectedComponent(objects, removal, handOver);
    ServiceReconciliation reconciliation =
        new ServiceReconciliation(
            namespaces,
            new OwnedNamespace(namespaces, observed),
            managed,
            ejected,
            new ReturningComponent(objects, clock),
            new PausedComponent(applier, ejected, observed),
            history,
            new ComponentRunner(components));
    return new GoldenServiceReconciler(
        new RevisionMove(paths, planner, holds, managed, clock),
        new RevisionRecord(paths, namespaces, clock),
        holds,
        namespaces,
        secondary,
        fleet,
        reconciliation,
        new Deletion(
            removal,
            namespaces,
            new FinalizerRemoval(client),
            statuses,
            new StallPolicy(clock),
            history,
            writer),
        statuses,
        writer,
        gate,
        watchdog,
        settings.resync());
  }
}
