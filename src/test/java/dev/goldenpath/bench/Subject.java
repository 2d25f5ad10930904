package dev.goldenpath.bench;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.tryout.Diagnosis;
import dev.goldenpath.tryout.OperatorProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator that is measured, as a process with the limits of its container. */
record Subject(Cluster cluster, Container container, OperatorProcess operator) {
  private static final Pattern RECONCILIATIONS =
      Pattern.compile(
          "(?m)^operator_sdk_controllers_execution_reconcile_success_total\\S* (\\S+)$");

  /** Starts an operator, and waits until it is ready. */
  static Subject start(Cluster cluster, Container container, String name) {
    Map<String, String> settings =
        Map.of(
            "GOLDEN_PATH_FILE",
            cluster.pathFile().toAbsolutePath().toString(),
            // Else some of what is counted would be that of the clock.
            "RESYNC_INTERVAL",
            "24h");
    return new Subject(
        cluster,
        container,
        cluster.platform().startOperator(name, settings, container.launcher(cluster.cores())));
  }

  AuditLog audit() {
    return cluster.audit();
  }

  /** Creates the services, many at a time, and returns how long it took until all are Ready. */
  Duration createReady(List<GoldenService> services) {
    long start = System.nanoTime();
    Workers.forEach(services, service -> cluster.admin().resource(service).create());
    List<String> names = services.stream().map(Services::name).toList();
    await(names, cluster.watch().ready(names));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Waits for what these services wait for; says why, where it does not come. */
  void await(Collection<String> services, CompletableFuture<Void> done) {
    try {
      CompletableFuture.anyOf(done, operator.onExit())
          .get(BenchSettings.patience(services.size()).toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Said below, as when the operator has ended.
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("waiting for the services failed", e);
    }
    if (!done.isDone()) {
      List<String> waiting =
          services.stream().filter(name -> !cluster.watch().ready(name).isDone()).toList();
      throw new IllegalStateException(
          "%d services are not Ready%s, among them:%n%s"
              .formatted(
                  waiting.size(),
                  operator.handle().isAlive() ? "" : ", and the operator has ended",
                  Diagnosis.of(waiting.stream().limit(5).toList(), cluster.watch(), operator)));
    }
  }

  /** How many reconciliations the operator has ended since its start. */
  long reconciliations() {
    Matcher count = RECONCILIATIONS.matcher(operator.metrics());
    return count.find() ? (long) Double.parseDouble(count.group(1)) : 0;
  }

  ProcessCost cost() {
    return ProcessCost.of(operator.handle());
  }

  /** From now on the peak of memory is that of what comes. */
  void forgetPeak() {
    ProcessCost.forgetPeak(operator.handle().pid());
  }

  HeapHistogram heap() {
    return HeapHistogram.of(operator.handle());
  }
}
