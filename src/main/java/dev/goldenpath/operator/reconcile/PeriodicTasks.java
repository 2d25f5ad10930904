package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.reconcile.watch.SecondaryResources;
import dev.goldenpath.operator.rollout.Paths;
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
 * Polls what no watch covers: the path document, APIs that become available, watches that have
 * ended, overlooked services. Each task runs on its own: one that fails or blocks does not affect
 * the others.
 */
final class PeriodicTasks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeriodicTasks.class);

  /** One for each task. */
  private static final int THREADS = 5;

  private final Paths paths;
  private final SecondaryResources secondary;
  private final ObservedStateReader observed;
  private final Fleet fleet;
  private final Watchdog watchdog;
  private final ComponentHistory history;
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS);

  PeriodicTasks(
      Paths paths,
      SecondaryResources secondary,
      ObservedStateReader observed,
      Fleet fleet,
      Watchdog watchdog,
      ComponentHistory history) {
    this.paths = paths;
    this.secondary = secondary;
    this.observed = observed;
    this.fleet = fleet;
    this.watchdog = watchdog;
    this.history = history;
  }

  /**
   * Starts the tasks.
   *
   * @param register starts an informer and returns it
   */
  void start(
      Duration interval,
      UnaryOperator<EventSource<GenericKubernetesResource, GoldenService>> register) {
    every(interval, "reloading the path document", this::reloadPath);
    every(interval, "looking for APIs", () -> adoptApis(register));
    every(interval, "watching the platform's namespaces", this::watchNamespaces);
    every(interval, "watching workloads of prometheus-operator", this::watchWorkloads);
    every(interval, "looking for overlooked services", this::lookAfterAll);
  }

  private void every(Duration interval, String name, Runnable job) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> {
              try {
                job.run();
              } catch (RuntimeException | Error e) {
                // If rethrown, it would silently end the task for good.
                log.warn("{} failed: {}", name, e.toString());
              }
            },
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void reloadPath() {
    if (paths.reload()) {
      watchNamespaces();
      fleet.reconcileAll();
    }
  }

  private void adoptApis(
      UnaryOperator<EventSource<GenericKubernetesResource, GoldenService>> register) {
    List<ApiKind> found = secondary.adopt(register);
    if (!found.isEmpty()) {
      found.forEach(kind -> log.info("the API {} is now available", kind.crdName()));
      observed.lookForWorkloadsSoon();
      fleet.reconcileAll();
    }
  }

  private void watchNamespaces() {
    observed.watchNamespaces(fleet::reconcileAll);
  }

  private void watchWorkloads() {
    if (observed.watchWorkloads(fleet::reconcileAll)) {
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
