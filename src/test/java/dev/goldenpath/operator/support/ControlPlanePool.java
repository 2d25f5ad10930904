package dev.goldenpath.operator.support;

import dev.goldenpath.controlplane.ControlPlane;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** As many control planes as test classes run at once. */
final class ControlPlanePool implements AutoCloseable {
  private final Deque<SharedControlPlane> idle = new ArrayDeque<>();
  private final List<SharedControlPlane> all = new ArrayList<>();
  private int started;

  /** One that nobody else uses until it is given back. */
  SharedControlPlane take() {
    Path folder;
    synchronized (this) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      // By process id, since two test runs in one directory must not share files.
      folder =
          Path.of("target", "controlplane", ProcessHandle.current().pid() + "-shared-" + ++started);
    }
    SharedControlPlane fresh = new SharedControlPlane(ControlPlane.start(folder));
    synchronized (this) {
      all.add(fresh);
    }
    return fresh;
  }

  /**
   * The class that took it has ended.
   *
   * @throws AssertionError if it left something behind; the control plane is not used again then
   */
  void giveBack(SharedControlPlane used) {
    used.restore();
    synchronized (this) {
      idle.push(used);
    }
  }

  @Override
  public synchronized void close() {
    all.forEach(SharedControlPlane::stop);
  }
}
