package dev.goldenpath.operator.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to end with the process: the last that was started ends first. */
final class Shutdown implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private volatile boolean stopping;

  /** Whether the process is ending, and nothing else is to be started. */
  boolean isStopping() {
    return stopping;
  }

  /**
   * Has something closed at the end.
   *
   * @return false if the process is ending: it was closed at once and is not to be used
   */
  synchronized boolean closes(AutoCloseable resource) {
    if (stopping) {
      close(resource);
      return false;
    }
    started.push(resource);
    return true;
  }

  /** The end; what fails to close keeps nothing else open. */
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
