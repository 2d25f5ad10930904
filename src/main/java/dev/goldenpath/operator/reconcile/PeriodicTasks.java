package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.reconcile.watch.PrometheusInformer;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What no watch tells, looked at again and again: another path document, APIs that can be used now,
 * services that are overlooked. Each for itself: one that fails, or waits, keeps no other from it.
 */
final class PeriodicTasks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeriodicTasks.class);

  /** As many as there are jobs. */
  private static final int THREADS = 4;

  private final GoldenPathSource path;
  private final SecondaryResources secondary;
  private final PrometheusInformer prometheuses;
  private final Fleet fleet;
  private final Watchdog watchdog;
  private final ComponentHistory history;
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS);

  PeriodicTasks(
      GoldenPathSource path,
      SecondaryResources secondary,
      PrometheusInformer prometheuses,
      Fleet fleet,
      Watchdog watchdog,
      ComponentHistory history) {
    this.path = path;
    this.secondary = secondary;
    this.prometheuses = prometheuses;
    this.fleet = fleet;
    this.watchdog = watchdog;
    this.history = history;
  }

  /**
   * Begins.
   *
   * @param register starts an informer and returns it
   */
  void start(
      Duration interval,
      UnaryOperator<EventSource<GenericKubernetesResource, GoldenService>> register) {
    every(interval, "looking for another path document", this::reloadPath);
    every(interval, "looking for APIs", () -> adoptApis(register));
    every(interval, "watching Prometheus objects", this::watchPrometheuses);
    every(interval, "looking for services that are overlooked", this::lookAfterAll);
  }

  private void every(Duration interval, String name, Runnable job) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> {
              try {
                job.run();
              } catch (RuntimeException | Error e) {
                // Thrown on, it would end the job for good and nobody would know.
                log.warn("{} failed: {}", name, e.toString());
              }
            },
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void reloadPath() {
    if (path.reload()) {
      fleet.reconcileAll();
    }
  }

  private void adoptApis(
      UnaryOperator<EventSource<GenericKubernetesResource, GoldenService>> register) {
    List<ApiKind> found = secondary.adopt(register);
    if (!found.isEmpty()) {
      found.forEach(kind -> log.info("the API {} can be used now", kind.crdName()));
      fleet.reconcileAll();
    }
  }

  private void watchPrometheuses() {
    if (prometheuses.watch(fleet::reconcileAll)) {
      fleet.reconcileAll();
    }
  }

  private void lookAfterAll() {
    watchdog.look();
    history.retain(
        fleet
            .services()
            .map(service -> service.getMetadata().getUid())
            .collect(Collectors.toSet()));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
