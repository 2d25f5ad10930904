package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.FailedPath;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.WriteOptions;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.HatchTransitions;
import dev.goldenpath.operator.status.RevisionTransition;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports on a service: its status if that changed, Events, metrics and log lines. */
final class StatusWriter {
  private static final Logger log = LoggerFactory.getLogger(StatusWriter.class);

  private final EventRecorder events;
  private final ReconcileMetrics observer;

  StatusWriter(EventRecorder events, ReconcileMetrics observer) {
    this.events = events;
    this.observer = observer;
  }

  /**
   * Writes the status if it differs from the one that the service has. The answer goes into the
   * cache: otherwise the next reconciliation could see the previous status, and write again.
   */
  void write(GoldenService service, GoldenServiceStatus status, Context<GoldenService> context) {
    write(service, status, /* isMoved= */ false, List.of(), context);
  }

  /**
   * The same, after a reconciliation.
   *
   * @param isMoved whether another revision of the path changed an object
   * @param facts the components behind the status
   */
  void write(
      GoldenService service,
      GoldenServiceStatus status,
      boolean isMoved,
      List<ComponentFact> facts,
      Context<GoldenService> context) {
    Optional<GoldenServiceStatus> before = Optional.ofNullable(service.getStatus());
    if (before.filter(status::equals).isPresent()) {
      return;
    }
    if (!patch(service, status, context)) {
      return;
    }
    Transition.between(before, status, facts).ifPresent(transition -> report(service, transition));
    HatchTransitions.between(before, status).forEach(transition -> report(service, transition));
    RevisionTransition.between(before, status, isMoved)
        .ifPresent(transition -> report(service, transition));
    RevisionTransition.rollback(before, status)
        .map(FailedPath::reason)
        .ifPresent(observer::rolledBack);
    if (status.firstReady() != null && before.map(GoldenServiceStatus::firstReady).isEmpty()) {
      Duration took =
          Duration.between(
              Instant.parse(service.getMetadata().getCreationTimestamp()),
              Instant.parse(status.firstReady()));
      Tier.of(service.getSpec().getTier()).ifPresent(tier -> observer.firstReady(tier, took));
    }
  }

  /**
   * The framework's own patch has no uid, so it could write an old service's status to a new one of
   * the same name; and it waits up to ten seconds for its cache after a conflict.
   *
   * @return false if the service is gone, or another one has its name now; a conflict alone does
   *     not say so
   */
  private static boolean patch(
      GoldenService service, GoldenServiceStatus status, Context<GoldenService> context) {
    GoldenService patch = new GoldenService();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(service.getMetadata().getName())
            .withUid(service.getMetadata().getUid())
            .build());
    patch.setStatus(status);
    try {
      GoldenService written =
          context.getClient().resource(patch).subresource("status").patch(WriteOptions.APPLY);
      context
          .eventSourceRetriever()
          .getControllerEventSource()
          .handleRecentResourceUpdate(ResourceID.fromResource(service), written, service);
      return true;
    } catch (KubernetesClientException e) {
      boolean isGone =
          e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
              || (e.getCode() == HttpURLConnection.HTTP_CONFLICT && isReplaced(service, context));
      if (isGone) {
        return false;
      }
      throw e;
    }
  }

  /** As the API server says: the cache may be behind. */
  private static boolean isReplaced(GoldenService service, Context<GoldenService> context) {
    GoldenService now =
        context
            .getClient()
            .resources(GoldenService.class)
            .withName(service.getMetadata().getName())
            .get();
    return now == null || !now.getMetadata().getUid().equals(service.getMetadata().getUid());
  }

  /** Records the changes made in a component. */
  void report(GoldenService service, ComponentOutcome outcome) {
    String component = outcome.fact().component().name();
    for (ApplyResult.Change news : outcome.news()) {
      if (news.reason().equals(EventReason.DRIFT_REPAIRED)) {
        observer.repaired(component);
      }
      report(service, new Transition(false, news.reason(), component + ": " + news.message()));
    }
  }

  /** Records an Event and a log line. */
  void report(GoldenService service, Transition transition) {
    log.info(
        "{}: {}: {}", service.getMetadata().getName(), transition.reason(), transition.message());
    events.record(service, transition);
  }
}
