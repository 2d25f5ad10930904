package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.reconcile.EventCorrelator.Occurrence;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records Events about GoldenServices and the GoldenPath. They are in the namespace default, where
 * {@code kubectl describe} looks for those of cluster-scoped objects. An Event is not state: it is
 * written asynchronously, tried once, and dropped and counted if there are too many or the API
 * server rejects it.
 */
final class EventRecorder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventRecorder.class);
  private static final String NAMESPACE = "default";

  /** The newer of the two Event APIs rejects longer ones. */
  private static final int LONGEST_MESSAGE = 1000;

  /** The number of Events that may wait to be written, some 2 kB each. */
  private static final int QUEUE = 1000;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

  /** How long Events that are not written yet may delay the end of the process. */
  private static final Duration FLUSH = Duration.ofSeconds(1);

  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  private final KubernetesClient client;
  private final ReconcileMetrics observer;
  private final EventCorrelator correlator;
  private final ExecutorService sender;

  /**
   * A recorder with a thread of its own.
   *
   * @param client owned by the caller, and must outlive this
   * @param observer counts each Event that is dropped
   */
  EventRecorder(KubernetesClient client, Clock clock, ReconcileMetrics observer) {
    this.client =
        client
            .newClient(
                new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                    .withRequestRetryBackoffLimit(0)
                    .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
                    .build())
            .adapt(KubernetesClient.class);
    this.observer = observer;
    correlator = new EventCorrelator(clock);
    sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            task -> {
              Thread thread = new Thread(task, "events");
              thread.setDaemon(true);
              return thread;
            },
            (task, full) -> observer.eventDropped());
  }

  /** Queues an Event to be written; returns at once. */
  void record(HasMetadata object, Transition transition) {
    String type = transition.warning() ? "Warning" : "Normal";
    String message = MessageText.cut(transition.message(), LONGEST_MESSAGE);
    correlator
        .correlate(
            object.getMetadata().getUid(),
            object.getMetadata().getName(),
            type,
            transition.reason(),
            message)
        .ifPresentOrElse(
            occurrence -> {
              Event event = event(object, type, transition.reason(), message, occurrence);
              sender.execute(() -> send(event, occurrence.isRepeated()));
            },
            observer::eventDropped);
  }

  private void send(Event event, boolean repeated) {
    try {
      if (!repeated || !patch(event)) {
        resource(event).create();
      }
    } catch (RuntimeException e) {
      // Also errors that are not answers of the server: the thread has more to send.
      observer.eventDropped();
      log.debug("no Event {}: {}", event.getMetadata().getName(), e.toString());
    }
  }

  /**
   * Whether the Event still existed and its count was increased; Events expire after an hour or so.
   */
  private boolean patch(Event event) {
    try {
      resource(event)
          .patch(
              MERGE,
              "{\"count\":%d,\"lastTimestamp\":\"%s\"}"
                  .formatted(event.getCount(), event.getLastTimestamp()));
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
      return false;
    }
  }

  private Resource<Event> resource(Event event) {
    return client.v1().events().inNamespace(NAMESPACE).resource(event);
  }

  private static Event event(
      HasMetadata object, String type, String reason, String message, Occurrence occurrence) {
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName(occurrence.name())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(object.getApiVersion())
        .withKind(object.getKind())
        .withName(object.getMetadata().getName())
        .withUid(object.getMetadata().getUid())
        .endInvolvedObject()
        .withType(type)
        .withReason(reason)
        .withMessage(message)
        .withFirstTimestamp(Timestamp.of(occurrence.first()))
        .withLastTimestamp(Timestamp.of(occurrence.last()))
        .withCount(occurrence.count())
        .withNewSource(FieldManager.NAME, null)
        .withReportingComponent(FieldManager.NAME)
        .build();
  }

  /** Writes the waiting Events, for a limited time. */
  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS)) {
        sender.shutdownNow().forEach(unsent -> observer.eventDropped());
      }
    } catch (InterruptedException e) {
      sender.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
