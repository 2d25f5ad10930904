package dev.goldenpath.bench;

import dev.goldenpath.tryout.ContainerMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator's process is held to: the memory of the shipped Deployment.
 *
 * @param limit kB
 * @param group enforces it; empty on a system where that is not possible
 */
record Container(long limit, Optional<MemoryCgroup> group) implements AutoCloseable {
  static Container create() {
    long bytes = ContainerMemory.limit();
    return new Container(bytes / 1024, MemoryCgroup.create(bytes));
  }

  /** A command that starts a process in it, on the cores of a run. */
  List<String> launcher(Cores cores) {
    List<String> launcher = new ArrayList<>();
    group.map(MemoryCgroup::launcher).ifPresent(launcher::addAll);
    launcher.addAll(cores.subject());
    return launcher;
  }

  @Override
  public void close() {
    group.ifPresent(MemoryCgroup::close);
  }
}
