package dev.goldenpath.bench;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.tryout.Diagnosis;
import dev.goldenpath.tryout.LocalPlatform;
import dev.goldenpath.tryout.OperatorProcess;
import dev.goldenpath.tryout.ServiceWatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operator that is measured, and the two ways to see what it does.
 *
 * @param watch sees when services are Ready
 * @param audit sees every request
 */
record Subject(
    LocalPlatform platform, OperatorProcess operator, ServiceWatch watch, AuditLog audit) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern PASSES =
      Pattern.compile(
          "(?m)^operator_sdk_controllers_execution_reconcile_success_total\\S* (\\S+)$");

  /** The cluster admin's client. */
  KubernetesClient admin() {
    return platform.admin();
  }

  /** Creates the services, many at a time, and returns how long it took until all are Ready. */
  Duration createReady(List<GoldenService> services) {
    long start = System.nanoTime();
    Workers.forEach(services, service -> admin().resource(service).create());
    List<String> names = services.stream().map(Services::name).toList();
    CompletableFuture<Void> ready = watch.ready(names);
    try {
      CompletableFuture.anyOf(ready, operator.onExit()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Said below, as when the operator has ended.
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("waiting for the services failed", e);
    }
    if (!ready.isDone()) {
      List<String> waiting = names.stream().filter(name -> !watch.ready(name).isDone()).toList();
      throw new IllegalStateException(
          "%d services are not Ready:%n%s"
              .formatted(waiting.size(), Diagnosis.of(waiting, watch, operator)));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** How many passes the operator has ended since its start. */
  long passes() {
    Matcher passes = PASSES.matcher(operator.metrics());
    return passes.find() ? (long) Double.parseDouble(passes.group(1)) : 0;
  }

  ProcessCost cost() {
    return ProcessCost.of(operator.handle());
  }
}
