package dev.goldenpath.operator.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes everything at the end of the process, in reverse order of the start. */
final class Shutdown implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private volatile boolean stopping;

  /** Whether the process is ending, so that nothing else may be started. */
  boolean isStopping() {
    return stopping;
  }

  /**
   * Registers a resource to be closed at the end.
   *
   * @return false if the process is ending: the resource was closed at once and must not be used
   */
  synchronized boolean closes(AutoCloseable resource) {
    if (stopping) {
      close(resource);
      return false;
    }
    started.push(resource);
    return true;
  }

  /** Closes all of them; a failure does not keep others open. */
  @Override
  public void run() {
    stopping = true;
    log.info("stopping");
    synchronized (this) {
      started.forEach(Shutdown::close);
      started.clear();
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      log.warn("not closed cleanly: {}", resource, e);
    }
  }
}
