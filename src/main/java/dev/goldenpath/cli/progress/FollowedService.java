package dev.goldenpath.cli.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.kubectl.Watch;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.operator.api.GoldenService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One service as it changes: it is listed, then watched from there on. The list asks for no
 * resource version, so that it is at least as new as whatever was written before. Whenever the
 * watch ends, as after a restart of the API server, the service is listed again.
 *
 * <pre>{@code
 *    +-------- at least 1 s apart ---------+
 *    v                                     |
 *  list --- version of the list ---> watch |
 *    |                               |  |  |
 *    v                           event  ends, forbidden or too old
 * Sighting <-------------------------+
 * }</pre>
 */
public final class FollowedService implements AutoCloseable {
  /** Between two lists at least. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long a list may take when the API server is known to answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Kubectl kubectl;
  private final Consumer<String> talk;
  private final String path;
  private final Duration first;
  private @Nullable Watch watch;
  private @Nullable GoldenService last;
  private boolean isListed;
  private boolean isReported;
  private boolean isLost;
  private long listedAt;
  private String complaint = "";

  /**
   * Follows the service of that name, which need not be there.
   *
   * @param talk hears why a request is repeated
   * @param first how long the first answer may take
   */
  public FollowedService(Kubectl kubectl, Consumer<String> talk, String name, Duration first) {
    this.first = first;
    this.kubectl = kubectl;
    this.talk = talk;
    this.path = Services.pathOfOne(name);
  }

  /**
   * What is seen next; empty if nothing was in time. After a failure, it is seen once more even if
   * it is as before, so that whoever shows the failure can take it back.
   *
   * @throws KubectlFailure if the very first request fails; later, requests are repeated
   */
  public Optional<Sighting> next(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      Optional<Sighting> sighting = watch == null ? list(left) : event(watch, left);
      if (sighting.isPresent() || System.nanoTime() >= end) {
        return sighting;
      }
    }
  }

  private Optional<Sighting> list(Duration left) throws InterruptedException {
    if (isListed) {
      Duration since = Duration.ofNanos(System.nanoTime() - listedAt);
      Duration rest = PAUSE.minus(since);
      if (rest.compareTo(left) > 0) {
        TimeUnit.NANOSECONDS.sleep(left.toNanos());
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.sleep(Math.max(0, rest.toNanos()));
    }
    listedAt = System.nanoTime();
    try {
      JsonNode list =
          isListed ? kubectl.holding().get(path, limit(PATIENCE)) : kubectl.get(path, limit(first));
      isListed = true;
      watch =
          kubectl
              .holding()
              .watch(
                  path
                      + "&watch=true&resourceVersion="
                      + list.path("metadata").path("resourceVersion").asText());
      Optional<Sighting> seen = seen(list.path("items").path(0));
      isLost = false;
      return seen;
    } catch (KubectlFailure failure) {
      if (!isListed) {
        throw failure;
      }
      isLost = true;
      complain(failure);
      return Optional.empty();
    }
  }

  private static String limit(Duration time) {
    return "--request-timeout=" + Math.max(1, time.toSeconds()) + "s";
  }

  private Optional<Sighting> seen(JsonNode item) {
    GoldenService before = last;
    if (item.isMissingNode()) {
      last = null;
      boolean isNews = before != null || !isReported || isLost;
      isReported = true;
      return isNews
          ? Optional.of(before == null ? new Sighting.Missing() : new Sighting.Deleted())
          : Optional.empty();
    }
    GoldenService now = Services.of(item);
    last = now;
    isReported = true;
    if (before == null) {
      return Optional.of(new Sighting.Present(now));
    }
    if (!before.getMetadata().getUid().equals(now.getMetadata().getUid())) {
      return Optional.of(new Sighting.Deleted());
    }
    return !isLost
            && before
                .getMetadata()
                .getResourceVersion()
                .equals(now.getMetadata().getResourceVersion())
        ? Optional.empty()
        : Optional.of(new Sighting.Present(now));
  }

  private Optional<Sighting> event(Watch open, Duration left) throws InterruptedException {
    try {
      Optional<JsonNode> event = open.next(left);
      if (open.isOver()) {
        close();
      }
      if (event.isPresent()) {
        complaint = "";
      }
      return event.flatMap(this::seenInWatch);
    } catch (KubectlFailure failure) {
      close();
      if (failure.isForbidden()) {
        // Lists alone show the same, once a second.
        complain(failure);
      }
      return Optional.empty();
    }
  }

  private Optional<Sighting> seenInWatch(JsonNode event) {
    return switch (event.path("type").asText()) {
      case "ADDED", "MODIFIED" -> seen(event.path("object"));
      case "DELETED" -> seen(MissingNode.getInstance());
      default -> {
        // An error, such as a version that the API server has no longer: the list is newer.
        close();
        yield Optional.empty();
      }
    };
  }

  private void complain(KubectlFailure failure) {
    String said = failure.said().strip();
    if (!said.isEmpty() && !said.equals(complaint)) {
      talk.accept(said + "\n(trying again)");
      complaint = said;
    }
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }
}
