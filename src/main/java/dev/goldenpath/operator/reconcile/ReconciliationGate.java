package dev.goldenpath.operator.reconcile;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Admits reconciliations: one of a service at a time, and none once the operator is stopping.
 *
 * <p>The framework serializes a service's reconciliations only as long as it knows the service: a
 * deletion makes it forget the state, so that the reconciliation of a service recreated under the
 * same name would run in parallel with the one that still deletes the old service (5.2.3,
 * EventProcessor). And it stops the caches before it waits for running reconciliations, which would
 * then mistake an empty cache for an empty cluster.
 */
public final class ReconciliationGate {
  private final Set<String> running = new HashSet<>();
  private boolean closed;

  /**
   * Waits for the service's turn.
   *
   * @return false if the operator is stopping: then nothing may be done
   */
  synchronized boolean enter(String service) {
    boolean interrupted = false;
    while (!closed && running.contains(service)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !closed && !interrupted && running.add(service);
  }

  /** Ends what {@link #enter} began. */
  synchronized void leave(String service) {
    running.remove(service);
    notifyAll();
  }

  /**
   * Admits no more reconciliations and waits for those that are running.
   *
   * @return whether all have finished in time
   */
  synchronized boolean close(Duration timeout) {
    closed = true;
    notifyAll();
    long end = System.nanoTime() + timeout.toNanos();
    while (!running.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
