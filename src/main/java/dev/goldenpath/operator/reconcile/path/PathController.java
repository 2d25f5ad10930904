package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.watch.StoppingException;
import dev.goldenpath.operator.rollout.ErrorBudgets;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.status.PathStatusAssembler;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the GoldenPath: every replica takes over what is stored, and the leader decides what is
 * stored next. One thread does both, after each change and at an interval.
 */
public final class PathController implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PathController.class);

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final PathResources resources;
  private final RevisionDocuments documents;
  private final Revisions revisions;
  private final PathReconciler reconciler;
  private final ErrorBudgets errorBudgets;
  private final Paths paths;
  private final BooleanSupplier leading;
  private final Runnable moved;
  private final ControlLoop loop = new ControlLoop("the golden path", this::look);
  private volatile Optional<String> problem = Optional.empty();

  /**
   * A controller that is not started.
   *
   * @param client remains the caller's
   * @param objects writes revisions
   * @param errorBudgets measured during a rollout; closed with the controller
   * @param events records an Event
   * @param metrics receives how far a rollout is
   * @param leading whether this replica decides, and knows the whole fleet
   * @param moved called when services may have another document
   */
  public PathController(
      KubernetesClient client,
      ObjectClient objects,
      Paths paths,
      ObservedFleet observed,
      ErrorBudgets errorBudgets,
      BiConsumer<HasMetadata, Transition> events,
      PathMetrics metrics,
      BooleanSupplier leading,
      Runnable moved,
      Clock clock) {
    GoldenPathReader reader = new GoldenPathReader(Components.catalogue());
    this.resources = new PathResources(client, loop::soon);
    this.documents = new RevisionDocuments(reader);
    PathStatusWriter writer = new PathStatusWriter(client, events, clock);
    this.revisions = new Revisions(resources, objects, writer, clock);
    this.reconciler =
        new PathReconciler(
            resources,
            revisions,
            new DocumentAcceptance(revisions, reader, paths.notes(), clock),
            observed,
            errorBudgets,
            writer,
            metrics,
            clock);
    this.errorBudgets = errorBudgets;
    errorBudgets.onReading(loop::soon);
    this.paths = paths;
    this.leading = leading;
    this.moved = moved;
  }

  /**
   * Reads the path and its revisions, and follows them from then on. Returns when they are read, or
   * the controller is closed: without them, the desired state of services is unknown.
   *
   * @param interval between two looks without a change
   * @throws StoppingException if it was closed meanwhile
   */
  public void start(Duration interval) {
    try {
      while (!watch() && !loop.isClosedWithin(interval)) {
        log.debug("reading the golden path again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppingException();
    }
    if (loop.isClosed()) {
      throw new StoppingException();
    }
    look();
    loop.start(interval, interval);
  }

  /** Why the path cannot be read, if it cannot. */
  public Optional<String> problem() {
    return problem;
  }

  /** The content that is kept under a version; empty if there is none. */
  public Optional<RevisionContent> kept(String version) {
    return revisions.kept(version);
  }

  private boolean watch() {
    Optional<String> found = resources.watch();
    if (!found.equals(problem)) {
      found.ifPresent(why -> log.error("{}; until then, services keep what they have", why));
    }
    problem = found;
    return found.isEmpty();
  }

  /** Looks once more, now that there may be something to decide. */
  public void lookSoon() {
    loop.soon();
  }

  private synchronized void look() {
    watch();
    Optional<GenericKubernetesResource> path = resources.path();
    GoldenPathStatus status =
        path.map(PathStatusWriter::statusOf).orElseGet(GoldenPathStatus::empty);
    Paths.Stored stored =
        new Paths.Stored(
            path.isPresent(),
            PathStatusAssembler.isAccepted(status),
            path.flatMap(RolloutStatus::of),
            documents.of(resources.revisions()));
    String before = paths.current().version();
    if (paths.observe(stored)) {
      if (!paths.current().version().equals(before)) {
        log.info("golden path {} is now in force", paths.current().version());
      }
      moved.run();
    }
    if (leading.getAsBoolean() && !loop.isClosed() && !reconciler.reconcile()) {
      loop.after(RETRY);
    }
  }

  /** Waits for a write under way, then stops. */
  @Override
  public void close() {
    loop.close();
    errorBudgets.close();
    resources.close();
  }
}
