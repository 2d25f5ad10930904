package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.reconcile.watch.PrimaryItemStore;
import dev.goldenpath.operator.reconcile.watch.PrimaryUpdateFilter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of java-operator-sdk whose defaults do not fit. */
final class FrameworkSettings {
  private static final Logger log = LoggerFactory.getLogger(FrameworkSettings.class);

  private FrameworkSettings() {}

  /**
   * The settings of the whole process.
   *
   * @param reconciliations runs them; the framework shuts it down
   * @param alive whether the watches that everything depends on are running
   * @param onFatalError called when one of these has stopped for good
   */
  static void configure(
      ConfigurationServiceOverrider overrider,
      KubernetesClient client,
      Optional<Leadership> leadership,
      Metrics metrics,
      ExecutorService reconciliations,
      BooleanSupplier alive,
      Runnable onFatalError) {
    leadership.map(Leadership::configuration).ifPresent(overrider::withLeaderElectionConfiguration);
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withMetrics(metrics)
        .withExecutorService(reconciliations)
        // By then, the gate has waited for the reconciliations.
        .withReconciliationTerminationTimeout(Duration.ofSeconds(1))
        .withParseResourceVersions(true)
        .checkingCRDAndValidateLocalModel(true)
        .withInformerStoppedHandler(
            (informer, error) -> {
              if (error != null && informer.hasSynced() && !alive.getAsBoolean()) {
                log.error("a watch has died: {}", informer, error);
                onFatalError.run();
              }
            });
  }

  /** The settings of the one controller. */
  static Controller<GoldenService> register(
      Operator operator, GoldenServiceReconciler reconciler, OperatorSettings settings) {
    return (Controller<GoldenService>)
        operator.<GoldenService>register(
            reconciler,
            overrider ->
                overrider
                    .withName("goldenservice")
                    .withFinalizer(GoldenService.FINALIZER)
                    .withFieldManager(FieldManager.NAME)
                    .withGenerationAware(false)
                    .withOnUpdateFilter(new PrimaryUpdateFilter())
                    .withItemStore(new PrimaryItemStore())
                    .withReconciliationMaxInterval(settings.resync())
                    .withRetry(retryForEver()));
  }

  /** The framework gives up after five attempts by default; an outage may last longer. */
  private static GenericRetry retryForEver() {
    return new GenericRetry()
        .setInitialInterval(1_000)
        .setIntervalMultiplier(2)
        .setMaxInterval(30_000)
        .setMaxAttempts(-1);
  }
}
