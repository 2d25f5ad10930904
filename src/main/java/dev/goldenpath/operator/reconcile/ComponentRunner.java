package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.watch.StoppingException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles components in parallel; a failure in one does not affect the others. */
final class ComponentRunner {
  private static final Logger log = LoggerFactory.getLogger(ComponentRunner.class);

  private final Executor executor;

  ComponentRunner(Executor executor) {
    this.executor = executor;
  }

  /** Runs the same step for each, and waits for all. */
  Map<Component, ComponentOutcome> inParallel(
      List<Component> components, Function<Component, ComponentOutcome> build) {
    Map<Component, CompletableFuture<ComponentOutcome>> running = new LinkedHashMap<>();
    components.forEach(
        each ->
            running.put(each, CompletableFuture.supplyAsync(() -> build.apply(each), executor)));
    // Waits for all of them even if one fails: none may still run in the next reconciliation.
    CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
        .exceptionally(failed -> null)
        .join();
    Map<Component, ComponentOutcome> built = new LinkedHashMap<>();
    running.forEach((component, future) -> built.put(component, joined(future)));
    return built;
  }

  private static ComponentOutcome joined(CompletableFuture<ComponentOutcome> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoppingException stopping) {
        throw stopping;
      }
      throw e;
    }
  }

  /**
   * A failure, be it a refusal by the server or an error in the operator, stays within its
   * component.
   */
  static ComponentOutcome guarded(ComponentContext context, Supplier<ComponentOutcome> build) {
    try {
      return build.get();
    } catch (KubernetesClientException e) {
      ApiKind kind = context.component().kinds(context.plan().platform()).get(0);
      return ComponentOutcome.refused(context, ApiError.of(e, kind, context.name()));
    } catch (StoppingException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      log.error("{}: component {} failed", context.plan().service(), context.name(), e);
      return ComponentOutcome.failed(context, e);
    }
  }
}
