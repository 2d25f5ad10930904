package dev.goldenpath.faults;

import dev.goldenpath.operator.support.FaultProxy;
import dev.goldenpath.tryout.OperatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One replica of the operator: a proxy of its own and the process behind it, which is started again
 * whenever it ends, as a kubelet does.
 */
final class Replica implements AutoCloseable {
  /** How a process ends that is told to. */
  static final int TERMINATED = 143;

  private static final int KILLED = 137;
  private static final int END_SECONDS = 40;

  private final String name;
  private final Path folder;
  private final Route route;
  private final Map<String, String> settings;
  private final Path kubeconfig;
  private final List<String> surprises = new CopyOnWriteArrayList<>();
  private volatile OperatorProcess process;
  private volatile int expectedCode;
  private volatile boolean closed;
  private int started;

  /**
   * Starts it.
   *
   * @param kubeconfig that of the operator, to the proxy
   */
  Replica(
      String name, Path folder, FaultProxy proxy, Path kubeconfig, Map<String, String> settings) {
    this.name = name;
    this.folder = folder;
    this.kubeconfig = kubeconfig;
    this.settings = new HashMap<>(settings);
    this.settings.put("POD_NAME", name);
    this.route = new Route(proxy, this);
    start();
  }

  private synchronized void start() {
    if (closed) {
      return;
    }
    route.restore();
    expectedCode = 0;
    OperatorProcess next =
        OperatorProcess.start(
            kubeconfig, settings, folder.resolve("%s-%d.log".formatted(name, ++started)));
    process = next;
    var unused = next.onExit().thenAccept(code -> ended(next, code));
  }

  private void ended(OperatorProcess last, int code) {
    if (closed) {
      return;
    }
    if (code != expectedCode) {
      surprises.add(
          "%s exited with code %d, expected %d: %s"
              .formatted(name, code, expectedCode, last.log().getFileName()));
    }
    route.endWatches();
    last.close();
    start();
  }

  String name() {
    return name;
  }

  OperatorProcess process() {
    return process;
  }

  /** One that is about to end is none; its successor is waited for. */
  void awaitReady() {
    Awaitility.await(name + " is not about to end")
        .atMost(Duration.ofSeconds(END_SECONDS))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> expectedCode == 0 && process.handle().isAlive());
    process.awaitReady();
  }

  /** Whether the process is there, with its caches filled. */
  boolean isReady() {
    try {
      return process.isReady();
    } catch (IOException | IllegalStateException e) {
      return false;
    }
  }

  /** Its way to the API server. */
  Route route() {
    return route;
  }

  /** Exits that nobody asked for, since the last call. */
  List<String> surprises() {
    List<String> all = List.copyOf(surprises);
    surprises.removeAll(all);
    return all;
  }

  /** At once, and without a word; returns when it is dead. */
  void kill() {
    end(KILLED, true);
  }

  /** Asks it to stop; returns at once. */
  void terminate() {
    end(TERMINATED, false);
  }

  /** Cuts it off from the API server until it has ended by itself. */
  void cutOff() {
    expectedCode = 1;
    route.cut();
  }

  private void end(int code, boolean forcibly) {
    OperatorProcess dying = process;
    expectedCode = code;
    if (forcibly) {
      dying.handle().destroyForcibly();
      dying.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
    } else {
      dying.handle().destroy();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    process.close();
    route.close();
  }
}
