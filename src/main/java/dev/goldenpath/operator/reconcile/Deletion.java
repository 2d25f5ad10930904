package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.DeletionPolicy;
import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.ownership.FinalizerRemoval;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.ownership.Removal;
import dev.goldenpath.operator.reconcile.watch.StoppingException;
import dev.goldenpath.operator.status.StallPolicy;
import dev.goldenpath.operator.status.StatusAssembler;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The deletion of a service. Data is deleted only if the policy is Delete and the deletion was
 * confirmed: the guardrail that requires this may be switched off, and the policy may be changed on
 * a service that is already being deleted. Failures are reported in the status.
 */
final class Deletion {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Removal removal;
  private final NamespaceOwnership namespaces;
  private final FinalizerRemoval finalizer;
  private final StatusAssembler statuses;
  private final StallPolicy stallPolicy;
  private final ComponentHistory history;
  private final StatusWriter writer;

  Deletion(
      Removal removal,
      NamespaceOwnership namespaces,
      FinalizerRemoval finalizer,
      StatusAssembler statuses,
      StallPolicy stallPolicy,
      ComponentHistory history,
      StatusWriter writer) {
    this.removal = removal;
    this.namespaces = namespaces;
    this.finalizer = finalizer;
    this.statuses = statuses;
    this.stallPolicy = stallPolicy;
    this.history = history;
    this.writer = writer;
  }

  /**
   * Continues the deletion.
   *
   * @return when to look again; empty if the service is gone
   */
  Optional<Duration> proceed(
      GoldenService service, Platform platform, Context<GoldenService> context) {
    String uid = service.getMetadata().getUid();
    try {
      Optional<String> awaited = step(service, platform);
      history.recovered(uid, ComponentHistory.DELETION);
      awaited.ifPresent(message -> say(service, message, Optional.empty(), context));
      return awaited.map(message -> LOOK_AGAIN);
    } catch (KubernetesClientException e) {
      return Optional.of(failed(service, ApiError.message(e), context));
    } catch (StoppingException e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of(failed(service, OperatorError.message(e), context));
    }
  }

  private Optional<String> step(GoldenService service, Platform platform) {
    boolean delete = policy(service) == DeletionPolicy.DELETE;
    if (delete && isConfirmed(service)) {
      Optional<String> awaited = removal.delete(service);
      if (awaited.isEmpty()) {
        finalizer.remove(service);
      }
      return awaited;
    }
    if (removal.release(service, platform, namespaces.remembered(service))) {
      writer.report(service, released(service, delete));
    }
    finalizer.remove(service);
    return Optional.empty();
  }

  private static Transition released(GoldenService service, boolean unconfirmed) {
    String name = service.getMetadata().getName();
    String kept =
        "namespace %s is kept with its data; the same team takes it back by applying the name"
            .formatted(name);
    return new Transition(
        unconfirmed,
        EventReason.RELEASED,
        unconfirmed
            ? "spec.deletionPolicy: Delete was not confirmed by %s: %s; %s"
                .formatted(Annotations.CONFIRM_DELETION, name, kept)
            : kept);
  }

  private Duration failed(GoldenService service, String why, Context<GoldenService> context) {
    Instant since = history.failing(service.getMetadata().getUid(), ComponentHistory.DELETION);
    if (stallPolicy.isNews(since)) {
      say(service, "the deletion failed and will be retried: " + why, Optional.of(since), context);
    }
    return stallPolicy.retryAfter(Optional.of(since));
  }

  private void say(
      GoldenService service,
      String message,
      Optional<Instant> failingSince,
      Context<GoldenService> context) {
    writer.write(
        service,
        statuses.terminating(
            Optional.ofNullable(service.getStatus()),
            service.getMetadata().getGeneration(),
            message,
            failingSince),
        context);
  }

  private static boolean isConfirmed(GoldenService service) {
    return service
        .getMetadata()
        .getName()
        .equals(service.getMetadata().getAnnotations().get(Annotations.CONFIRM_DELETION));
  }

  /** A service with an unreadable policy keeps its data. */
  private static DeletionPolicy policy(GoldenService service) {
    return Optional.ofNullable(service.getSpec())
        .map(GoldenServiceSpec::getDeletionPolicy)
        .flatMap(DeletionPolicy::of)
        .orElse(DeletionPolicy.RETAIN);
  }
}
