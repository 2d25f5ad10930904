package dev.goldenpath.operator.reconcile.path;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.api.path.GoldenPathRevisionStatus;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.apply.ResourceDefinition;
import dev.goldenpath.operator.status.PathStatusAssembler;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status of a path or a revision, if it differs, on the version that was read: a leader
 * that was frozen writes nothing over the next one's. Mere numbers change with every service, so
 * they are written every {@link #COUNTS} at most.
 */
final class PathStatusWriter {
  private static final Logger log = LoggerFactory.getLogger(PathStatusWriter.class);

  private static final Duration COUNTS = Duration.ofSeconds(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final BiConsumer<HasMetadata, Transition> events;
  private final Clock clock;

  /** When each object was written last, by name. */
  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  /**
   * Uses a client that remains the caller's.
   *
   * @param events records an Event
   */
  PathStatusWriter(
      KubernetesClient client, BiConsumer<HasMetadata, Transition> events, Clock clock) {
    // A retry here would write what was decided before an outage; the next look decides again.
    this.client =
        client
            .newClient(
                new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .adapt(KubernetesClient.class);
    this.events = events;
    this.clock = clock;
  }

  /** The status of a path; an unreadable one counts as none. */
  static GoldenPathStatus statusOf(GenericKubernetesResource path) {
    return read(path, GoldenPathStatus.class).orElseGet(GoldenPathStatus::empty);
  }

  private static <T> Optional<T> read(GenericKubernetesResource object, Class<T> type) {
    try {
      return Optional.ofNullable(object.<Object>get("status"))
          .map(status -> JSON.convertValue(status, type));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Writes the status of the path, and an Event if its document was accepted or refused. */
  void write(GenericKubernetesResource path, GoldenPathStatus before, GoldenPathStatus after) {
    if (before.equals(after) || !write(path, after, PathStatusAssembler.isNews(before, after))) {
      return;
    }
    PathStatusAssembler.between(before, after)
        .ifPresent(
            transition -> {
              log.info(
                  "{} {}: {}: {}",
                  path.getKind(),
                  path.getMetadata().getName(),
                  transition.reason(),
                  transition.message());
              events.accept(path, transition);
            });
  }

  /** Writes the status of a revision. */
  void write(GenericKubernetesResource revision, GoldenPathRevisionStatus status) {
    if (!read(revision, GoldenPathRevisionStatus.class).equals(Optional.of(status))) {
      write(revision, status, false);
    }
  }

  /** Whether it was written: not if others were faster, or numbers were written just before. */
  private boolean write(GenericKubernetesResource object, Object status, boolean isNews) {
    String name = object.getKind() + "/" + object.getMetadata().getName();
    Instant last = written.getOrDefault(name, Instant.EPOCH);
    if (!isNews && last.plus(COUNTS).isAfter(clock.instant())) {
      return false;
    }
    GenericKubernetesResource patch =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(object.getApiVersion())
            .withKind(object.getKind())
            .withNewMetadata()
            .withName(object.getMetadata().getName())
            .withUid(object.getMetadata().getUid())
            .withResourceVersion(object.getMetadata().getResourceVersion())
            .endMetadata()
            .build();
    patch.setAdditionalProperty("status", JSON.convertValue(status, new TypeReference<>() {}));
    try {
      client
          .genericKubernetesResources(ResourceDefinition.of(PathResources.kindOf(object)))
          .resource(patch)
          .subresource("status")
          .patch(ObjectClient.APPLY);
      written.put(name, clock.instant());
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
