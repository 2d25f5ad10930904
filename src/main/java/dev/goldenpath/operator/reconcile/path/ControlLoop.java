package dev.goldenpath.operator.reconcile.path;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares and acts, again and again: soon after each change, and at an interval. It has one thread
 * of its own; changes that come while one look is due are seen by it.
 */
final class ControlLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlLoop.class);

  /** How long a request under way may delay the end. */
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final String subject;
  private final Look look;
  private final AtomicBoolean queued = new AtomicBoolean();
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One look, with all that follows from it. */
  interface Look {
    /** May fail: it is repeated at the interval. */
    void run() throws InterruptedException;
  }

  /**
   * A loop that is not started.
   *
   * @param subject what is looked at, for the log
   */
  ControlLoop(String subject, Look look) {
    this.subject = subject;
    this.look = look;
  }

  /**
   * Begins.
   *
   * @param delay until the first look
   * @param interval between two looks without a change
   */
  void start(Duration delay, Duration interval) {
    var unused =
        executor.scheduleWithFixedDelay(
            this::run, delay.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks once more, unless that is about to happen. */
  void soon() {
    if (!queued.getAndSet(true)) {
      after(Duration.ZERO);
    }
  }

  /** Looks once more then. */
  void after(Duration delay) {
    try {
      var unused = executor.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("closed");
    }
  }

  private void run() {
    queued.set(false);
    try {
      look.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // If rethrown, it would silently end the loop for good.
      log.warn("checking {} failed: {}", subject, e.toString());
    }
  }

  /** Whether it is to end: then nothing more may be written. */
  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Waits, unless it is to end meanwhile. */
  boolean isClosedWithin(Duration delay) throws InterruptedException {
    return closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for a request under way, then stops. */
  @Override
  public void close() {
    closed.countDown();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
