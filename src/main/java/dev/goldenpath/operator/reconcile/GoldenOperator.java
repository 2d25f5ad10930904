package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.rollout.Paths;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator as a whole: registers the reconciler with java-operator-sdk, starts and stops it.
 */
public final class GoldenOperator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GoldenOperator.class);

  private final OperatorSettings settings;
  private final Optional<Leadership> leadership;
  private final OperatorParts parts;
  private final Operator operator;
  private final Controller<GoldenService> controller;

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
    BooleanSupplier leading = () -> leadership.map(Leadership::isLeading).orElse(true);
    parts =
        new OperatorParts(client, settings, paths, observer, leading, this::isSynced, onFatalError);
    operator =
        new Operator(
            overrider ->
                FrameworkSettings.configure(
                    overrider,
                    client,
                    leadership,
                    metrics,
                    new FairExecutor(settings.threads(), parts.fleet::find),
                    this::isAlive,
                    onFatalError));
    controller = FrameworkSettings.register(operator, parts.reconciler, settings);
  }

  /**
   * Fills the caches, then reconciles until closed.
   *
   * @throws io.javaoperatorsdk.operator.OperatorException if the cluster cannot be watched
   */
  public void start() {
    parts.pathController.start(settings.watchInterval());
    // Before the first reconciliation, or every service would find them unknown, and then known.
    parts.observed.watchAtOnce(parts.fleet::reconcileAll);
    operator.start();
    parts.periodic.start(
        settings.watchInterval(),
        controller.getEventSourceManager()::dynamicallyRegisterEventSource);
    parts.pathController.lookSoon();
    parts.previews.start(settings.watchInterval());
  }

  /** Why the operator is not started although it could be; empty if there is no reason. */
  public Optional<String> startProblem() {
    return parts.pathController.problem();
  }

  /** How many services the leader has not reconciled for twice the resync interval. */
  public int overlooked() {
    return parts.watchdog.overlooked();
  }

  /** Every service, as last observed. */
  public Fleet fleet() {
    return parts.fleet;
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
        parts.secondary.informers());
  }

  /**
   * Waits for running reconciliations, then stops the watches; after that, another replica may
   * lead. The framework does it the other way round, and a running reconciliation would mistake the
   * emptied caches for an empty cluster.
   */
  @Override
  public void close() {
    parts.periodic.close();
    parts.previews.close();
    parts.pathController.close();
    leadership.ifPresent(Leadership::stopping);
    controller.getEventProcessor().stop();
    if (!parts.gate.close(settings.shutdownTimeout())) {
      log.warn("reconciliations did not finish in time and are aborted");
    }
    parts.secondary.close();
    operator.stop();
    parts.events.close();
    leadership.ifPresent(Leadership::release);
    parts.observed.close();
    parts.components.shutdownNow();
  }
}
