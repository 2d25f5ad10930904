package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.path.GoldenPathPreviewStatus;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the previews, one at a time and the oldest first, and deletes them when their time is
 * over. The leader does it, on a thread of its own: neither the path nor a service waits for it. An
 * answer is written once, at its end; one that is interrupted is begun again, by whoever leads
 * then.
 */
public final class PreviewController implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PreviewController.class);

  private final PreviewQueue queue;
  private final PreviewRunner runner;
  private final PreviewStatuses statuses;
  private final StatusClient writer;
  private final ObjectClient objects;
  private final BooleanSupplier leading;
  private final ControlLoop loop = new ControlLoop("the previews", this::look);
  private Optional<String> problem = Optional.empty();

  /**
   * A controller that is not started.
   *
   * @param client remains the caller's
   * @param objects deletes previews
   * @param kept the content that is kept under a version of the path
   * @param leading whether this replica answers, and knows the whole fleet
   */
  public PreviewController(
      KubernetesClient client,
      ObjectClient objects,
      PreviewSubject subject,
      Function<String, Optional<RevisionContent>> kept,
      BooleanSupplier leading,
      Clock clock) {
    this.queue = new PreviewQueue(client, loop::soon, clock);
    this.statuses = new PreviewStatuses(clock);
    this.runner =
        new PreviewRunner(
            new GoldenPathReader(Components.catalogue()), subject, kept, statuses, loop);
    this.writer = new StatusClient(client);
    this.objects = objects;
    this.leading = leading;
  }

  /**
   * Follows the previews from now on.
   *
   * @param interval between two looks without a change
   */
  public void start(Duration interval) {
    loop.start(Duration.ZERO, interval);
  }

  private void watch() {
    Optional<String> found = queue.watch();
    if (!found.equals(problem)) {
      found.ifPresent(why -> log.warn("previews cannot be read: {}", why));
    }
    problem = found;
  }

  private void look() throws InterruptedException {
    watch();
    queue.settle();
    while (isLeading()) {
      queue.expired().forEach(each -> objects.delete(PathResources.PREVIEW, each));
      Optional<GenericKubernetesResource> next = queue.next();
      if (next.isEmpty() || !answer(next.get())) {
        return;
      }
    }
  }

  private boolean isLeading() {
    return !loop.isClosed() && leading.getAsBoolean();
  }

  /** Whether it has its answer now; if not, the next look decides. */
  private boolean answer(GenericKubernetesResource preview) throws InterruptedException {
    BooleanSupplier wanted = () -> isLeading() && queue.newest(preview).isPresent();
    Optional<GoldenPathPreviewStatus> answer;
    try {
      answer = runner.answer(preview, wanted);
    } catch (RuntimeException | Error e) {
      log.error("preview {}: failed", preview.getMetadata().getName(), e);
      answer = Optional.of(statuses.failed(e.toString()));
    }
    // Once this replica stops, its caches are empty: what it found then is nothing to go by.
    return isLeading() && answer.isPresent() && write(preview, answer.get());
  }

  private boolean write(GenericKubernetesResource preview, GoldenPathPreviewStatus status) {
    Optional<GenericKubernetesResource> newest = queue.newest(preview);
    if (newest.isEmpty()) {
      return true;
    }
    boolean isWritten;
    try {
      isWritten = writer.write(PathResources.PREVIEW, newest.get(), status);
    } catch (KubernetesClientException e) {
      if (e.getCode() < 400 || e.getCode() >= 500) {
        throw e;
      }
      isWritten =
          writer.write(
              PathResources.PREVIEW,
              newest.get(),
              statuses.failed("the API server did not take it: " + ApiError.message(e)));
    }
    if (isWritten) {
      queue.answered(preview);
      log.info("preview {}: complete", preview.getMetadata().getName());
    }
    return isWritten;
  }

  /** Waits for a request under way, then stops. */
  @Override
  public void close() {
    loop.close();
    queue.close();
  }
}
