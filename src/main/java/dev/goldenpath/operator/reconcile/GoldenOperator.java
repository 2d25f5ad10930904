package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.Paths;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.reconcile.apply.HandOver;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.ownership.FinalizerRemoval;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.ownership.Removal;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import dev.goldenpath.operator.reconcile.path.PathController;
import dev.goldenpath.operator.reconcile.watch.ComponentObjects;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import dev.goldenpath.operator.status.StallPolicy;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a whole: wires the reconciler into java-operator-sdk, starts and stops it. */
public final class GoldenOperator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GoldenOperator.class);

  private final OperatorSettings settings;
  private final Optional<Leadership> leadership;
  private final SecondaryResources secondary;
  private final ObservedStateReader observed;
  private final EventRecorder events;
  private final Fleet fleet = new Fleet();
  private final ReconciliationGate gate = new ReconciliationGate();
  private final Watchdog watchdog;
  private final Operator operator;
  private final Controller<GoldenService> controller;
  private final ExecutorService components;
  private final PathController pathController;
  private final PeriodicTasks periodic;

  /**
   * Creates an operator, without starting it.
   *
   * @param client owned by the caller, and must outlive this
   * @param leadership present if there are several replicas, of which one reconciles
   * @param onFatalError called when a watch has stopped for good: the process should end
   */
  public GoldenOperator(
      KubernetesClient client,
      OperatorSettings settings,
      Optional<Leadership> leadership,
      Paths paths,
      Metrics metrics,
      ReconcileMetrics observer,
      Runnable onFatalError) {
    this.settings = settings;
    this.leadership = leadership;
    Clock clock = Clock.systemUTC();
    events = new EventRecorder(client, clock, observer);
    components = Executors.newFixedThreadPool(settings.threads());
    secondary =
        new SecondaryResources(client, () -> paths.current().spec().platform(), onFatalError);
    ComponentHistory history = new ComponentHistory(clock);
    BooleanSupplier leading = () -> leadership.map(Leadership::isLeading).orElse(true);
    watchdog = new Watchdog(fleet, clock, settings.resync(), leading, onFatalError);
    ObjectClient objects = new ObjectClient(client, secondary);
    HandOver handOver = new HandOver(objects);
    Applier applier = new Applier(objects, secondary, handOver);
    ApiKind namespace = Components.NAMESPACE.kinds(paths.current().spec().platform()).get(0);
    observed = new ObservedStateReader(client, secondary, paths, clock);
    NamespaceOwnership namespaces = new NamespaceOwnership(namespace, objects, secondary, applier);
    Removal removal = new Removal(namespace, objects, new ComponentObjects(secondary));
    StatusAssembler statuses = new StatusAssembler(clock);
    StatusWriter writer = new StatusWriter(events, observer);
    EjectedComponent ejected = new EjectedComponent(objects, removal, handOver);
    ServiceReconciliation reconciliation =
        new ServiceReconciliation(
            namespaces,
            new OwnedNamespace(namespaces, observed),
            new ManagedComponent(applier, removal, new UnmanagedObject(handOver), observed),
            ejected,
            new ReturningComponent(objects, clock),
            new PausedComponent(applier, ejected, observed),
            history,
            new ComponentRunner(components));
    GoldenServiceReconciler reconciler =
        new GoldenServiceReconciler(
            ServicePlanner.of(paths, settings.reservedNames(), namespaces, observed),
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
    FairExecutor fair = new FairExecutor(settings.threads(), fleet::find);
    operator =
        new Operator(
            overrider ->
                FrameworkSettings.configure(
                    overrider, client, leadership, metrics, fair, this::isAlive, onFatalError));
    periodic = new PeriodicTasks(paths, secondary, observed, fleet, watchdog, history);
    pathController =
        new PathController(
            client,
            objects,
            new GoldenPathReader(Components.catalogue()),
            paths,
            fleet,
            events::record,
            () -> leading.getAsBoolean() && isSynced(),
            periodic::pathChanged,
            clock);
    controller = FrameworkSettings.register(operator, reconciler, settings);
  }

  /**
   * Fills the caches, then reconciles until closed.
   *
   * @throws io.javaoperatorsdk.operator.OperatorException if the cluster cannot be watched
   */
  public void start() {
    pathController.start(settings.watchInterval());
    // Before the first reconciliation, or every service would find them unknown, and then known.
    observed.watchAtOnce(fleet::reconcileAll);
    operator.start();
    periodic.start(
        settings.watchInterval(),
        controller.getEventSourceManager()::dynamicallyRegisterEventSource);
    pathController.lookSoon();
  }

  /** Why the operator is not started although it could be; empty if there is no reason. */
  public Optional<String> startProblem() {
    return pathController.problem();
  }

  /** How many services the leader has not reconciled for twice the resync interval. */
  public int overlooked() {
    return watchdog.overlooked();
  }

  /** Every service, as last observed. */
  public Fleet fleet() {
    return fleet;
  }

  /** Whether every cache is filled. */
  public boolean isSynced() {
    return operator.getRuntimeInfo().isStarted()
        && informers().allMatch(InformerHealthIndicator::hasSynced);
  }

  /**
   * Whether every watch is running, or reconnecting: fabric8 reports a reconnecting watch as not
   * watching, which is no reason to restart (java-operator-sdk #2978).
   */
  public boolean isAlive() {
    return !operator.getRuntimeInfo().isStarted()
        || informers().allMatch(InformerHealthIndicator::isRunning);
  }

  private Stream<InformerHealthIndicator> informers() {
    return Stream.concat(
        controller
            .getEventSourceManager()
            .getControllerEventSource()
            .informerHealthIndicators()
            .values()
            .stream(),
        secondary.informers());
  }

  /**
   * Waits for running reconciliations, then stops the watches; after that, another replica may
   * lead. The framework does it the other way round, and a running reconciliation would mistake the
   * emptied caches for an empty cluster.
   */
  @Override
  public void close() {
    periodic.close();
    pathController.close();
    leadership.ifPresent(Leadership::stopping);
    controller.getEventProcessor().stop();
    if (!gate.close(settings.shutdownTimeout())) {
      log.warn("reconciliations did not finish in time and are aborted");
    }
    secondary.close();
    operator.stop();
    events.close();
    leadership.ifPresent(Leadership::release);
    observed.close();
    components.shutdownNow();
  }
}
