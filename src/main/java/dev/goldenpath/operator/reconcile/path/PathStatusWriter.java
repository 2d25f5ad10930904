package dev.goldenpath.operator.reconcile.path;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.api.path.GoldenPathRevisionStatus;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.status.PathStatusAssembler;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status of a path or a revision, if it differs. Mere numbers change with every service,
 * so they are written every {@link #COUNTS} at most.
 */
final class PathStatusWriter {
  private static final Logger log = LoggerFactory.getLogger(PathStatusWriter.class);

  private static final Duration COUNTS = Duration.ofSeconds(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StatusClient client;
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
    this.client = new StatusClient(client);
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

  /** The status of a revision; an unreadable one counts as none. */
  static GoldenPathRevisionStatus statusOfRevision(GenericKubernetesResource revision) {
    return read(revision, GoldenPathRevisionStatus.class)
        .orElseGet(() -> new GoldenPathRevisionStatus(null, null));
  }

  /**
   * Writes the status of the path, and then its Events.
   *
   * @param news recorded if the status was written
   * @return whether it was
   */
  boolean write(
      GenericKubernetesResource path,
      GoldenPathStatus before,
      GoldenPathStatus after,
      List<Transition> news) {
    boolean isNews = !news.isEmpty() || PathStatusAssembler.isNews(before, after);
    if (before.equals(after) || !write(path, after, isNews)) {
      return false;
    }
    for (Transition transition : news) {
      log.info(
          "{} {}: {}: {}",
          path.getKind(),
          path.getMetadata().getName(),
          transition.reason(),
          transition.message());
      events.accept(path, transition);
    }
    return true;
  }

  /** Writes the status of a revision. */
  void write(GenericKubernetesResource revision, GoldenPathRevisionStatus status) {
    if (!statusOfRevision(revision).equals(status)) {
      write(revision, status, false);
    }
  }

  /** Writes the status of a revision, whenever it was written before. */
  void writeAtOnce(GenericKubernetesResource revision, GoldenPathRevisionStatus status) {
    write(revision, status, true);
  }

  /** Whether it was written: not if others were faster, or numbers were written just before. */
  private boolean write(GenericKubernetesResource object, Object status, boolean isNews) {
    String name = object.getKind() + "/" + object.getMetadata().getName();
    Instant last = written.getOrDefault(name, Instant.EPOCH);
    if (!isNews && last.plus(COUNTS).isAfter(clock.instant())) {
      return false;
    }
    boolean isWritten = client.write(PathResources.kindOf(object), object, status);
    if (isWritten) {
      written.put(name, clock.instant());
    }
    return isWritten;
  }
}
