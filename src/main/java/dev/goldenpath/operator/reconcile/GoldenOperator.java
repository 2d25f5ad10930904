package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.path.PathSource;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventSourceManager;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a whole: wires the reconciler into java-operator-sdk, starts and stops it. */
public final class GoldenOperator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GoldenOperator.class);
  private final Settings settings;
  private final Optional<Leadership> leadership;
  private final PathSource path;
  private final Inventory inventory;
  private final Prometheuses prometheuses;
  private final EventRecorder events;
  private final Fleet fleet = new Fleet();
  private final Operator operator;
  private final EventSourceManager<GoldenService> eventSources;
  private final ExecutorService components;
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

  /**
   * How the operator works.
   *
   * @param threads how many services are reconciled at once, and how many components
   * @param resync how long a service goes without a pass at most
   * @param watchInterval how often missing APIs and the path document are looked for
   * @param shutdownTimeout how long passes that are under way may take to end
   * @param reservedNames namespaces that no service may be named after
   */
  public record Settings(
      int threads,
      Duration resync,
      Duration watchInterval,
      Duration shutdownTimeout,
      Set<String> reservedNames) {}

  /**
   * An operator that is not started yet.
   *
   * @param client stays the caller's, and must live longer
   * @param leadership where several replicas run, of which one reconciles
   * @param onFatalError called when a watch has died for good: the process should end
   */
  public GoldenOperator(
      KubernetesClient client,
      Settings settings,
      Optional<Leadership> leadership,
      PathSource path,
      Metrics metrics,
      Observer observer,
      Runnable onFatalError) {
    this.settings = settings;
    this.leadership = leadership;
    this.path = path;
    events = new EventRecorder(client, Clock.systemUTC(), observer);
    components = Executors.newFixedThreadPool(settings.threads());
    inventory = new Inventory(client, Components.kinds(path.current().spec().platform()));
    prometheuses = new Prometheuses(client);
    ObjectClient objects = new ObjectClient(client);
    HandOver handOver = new HandOver(objects);
    Applier applier =
        new Applier(objects, inventory, handOver, client.getKubernetesSerialization());
    ApiKind namespace = Components.NAMESPACE.kinds(path.current().spec().platform()).get(0);
    Removal removal = new Removal(namespace, objects, inventory);
    GoldenServiceReconciler reconciler =
        new GoldenServiceReconciler(
            path,
            new PlanResolver(settings.reservedNames()),
            inventory,
            fleet,
            Road.over(
                namespace,
                objects,
                inventory,
                prometheuses,
                applier,
                handOver,
                removal,
                components),
            removal,
            new StatusAssembler(Clock.systemUTC()),
            new StatusWriter(events, observer));
    operator = new Operator(overrider -> configure(overrider, client, metrics, onFatalError));
    var controller =
        operator.register(
            reconciler,
            overrider ->
                overrider
                    .withName("goldenservice")
                    .withFinalizer(GoldenService.FINALIZER)
                    .withFieldManager(GoldenLabels.OPERATOR)
                    .withGenerationAware(false)
                    .withOnUpdateFilter(new RelevantChange())
                    .withReconciliationMaxInterval(settings.resync())
                    .withRetry(retryForEver()));
    eventSources = ((Controller<GoldenService>) controller).getEventSourceManager();
  }

  private void configure(
      ConfigurationServiceOverrider overrider,
      KubernetesClient client,
      Metrics metrics,
      Runnable onFatalError) {
    leadership.map(Leadership::configuration).ifPresent(overrider::withLeaderElectionConfiguration);
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withMetrics(metrics)
        .withConcurrentReconciliationThreads(settings.threads())
        .withReconciliationTerminationTimeout(settings.shutdownTimeout())
        .withParseResourceVersions(true)
        .checkingCRDAndValidateLocalModel(true)
        .withInformerStoppedHandler(
            (informer, error) -> {
              if (error != null && informer.hasSynced()) {
                log.error("a watch has died: {}", informer, error);
                onFatalError.run();
              }
            });
  }

  /** Five attempts and then silence is the framework's default; an outage may last longer. */
  private static GenericRetry retryForEver() {
    return new GenericRetry()
        .setInitialInterval(1_000)
        .setIntervalMultiplier(2)
        .setMaxInterval(30_000)
        .setMaxAttempts(-1);
  }

  /**
   * Fills the caches, then reconciles until closed.
   *
   * @throws io.javaoperatorsdk.operator.OperatorException where the cluster cannot be watched
   */
  public void start() {
    prometheuses.watch(fleet::reconcileAll);
    operator.start();
    long interval = settings.watchInterval().toMillis();
    watch.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Every service, as last seen. */
  public Fleet fleet() {
    return fleet;
  }

  /** Whether every cache is filled. */
  public boolean isSynced() {
    return operator.getRuntimeInfo().isStarted()
        && informers().allMatch(InformerHealthIndicator::hasSynced);
  }

  /**
   * Whether every watch runs. One that reconnects runs: fabric8 reports it as not watching for that
   * moment, which is no reason to restart (java-operator-sdk #2978).
   */
  public boolean isAlive() {
    return !operator.getRuntimeInfo().isStarted()
        || (informers().allMatch(InformerHealthIndicator::isRunning) && prometheuses.isAlive());
  }

  private Stream<InformerHealthIndicator> informers() {
    return Stream.concat(
        eventSources.getControllerEventSource().informerHealthIndicators().values().stream(),
        inventory.informers());
  }

  /** What no watch tells: an API that was installed since, another path document. */
  private void look() {
    try {
      List<ApiKind> found = inventory.adoptNewApis(eventSources::dynamicallyRegisterEventSource);
      found.forEach(kind -> log.info("the API {} is installed now", kind.crdName()));
      // The API of Prometheus comes with those that services wait for.
      boolean watched = !found.isEmpty() && prometheuses.watch(fleet::reconcileAll);
      if (path.reload() | !found.isEmpty() | watched) {
        fleet.reconcileAll();
      }
    } catch (RuntimeException e) {
      log.warn("looking for new APIs and another path document failed: {}", e.toString());
    }
  }

  /** Ends the passes under way, then the watches; another replica may lead then. */
  @Override
  public void close() {
    watch.shutdownNow();
    leadership.ifPresent(Leadership::stopping);
    operator.stop();
    events.close();
    leadership.ifPresent(Leadership::release);
    prometheuses.close();
    components.shutdownNow();
  }
}
