package dev.goldenpath.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that run, last started first: each needs the ones before it, so they stop in that
 * order. They also stop when the JVM does, however the test run ends.
 */
public final class ServerStack implements AutoCloseable {
  private final Path workDir;
  private final Path data;
  private final List<String> launcher;
  private final Deque<ServerProcess> servers = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::stopAll, "control-plane-stop");
  private boolean stopped;

  /** Servers whose logs go into the directory, which is there. */
  public ServerStack(Path workDir) throws IOException {
    this(workDir, List.of());
  }

  /**
   * The same, each started by a command.
   *
   * @param launcher the command; what it starts follows it
   */
  ServerStack(Path workDir, List<String> launcher) throws IOException {
    this.workDir = workDir;
    this.launcher = List.copyOf(launcher);
    this.data = Files.createTempDirectory(workDir, "data-");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** For data that nobody needs once the servers have stopped; the logs stay. */
  public Path data() {
    return data;
  }

  /** Starts one more; see {@link ServerProcess} for waiting until it works. */
  public synchronized ServerProcess start(String name, List<String> command) {
    if (stopped) {
      // The JVM was told to exit while we were starting; nobody would stop this server.
      throw new IllegalStateException("the control plane was stopped before " + name + " started");
    }
    ServerProcess server =
        ServerProcess.start(
            workDir, name, Stream.concat(launcher.stream(), command.stream()).toList());
    servers.push(server);
    return server;
  }

  /** Stops those of that name, which can be started again. */
  synchronized void stop(String name) {
    servers.stream().filter(server -> server.name().equals(name)).forEach(ServerProcess::stop);
    servers.removeIf(server -> server.name().equals(name));
  }

  synchronized Map<String, Long> pids() {
    return servers.stream().collect(Collectors.toMap(ServerProcess::name, ServerProcess::pid));
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is exiting and the hook does the same; whoever comes second finds nothing to stop.
    }
    stopAll();
  }

  private synchronized void stopAll() {
    stopped = true;
    while (!servers.isEmpty()) {
      servers.pop().stop();
    }
    try (Stream<Path> files = Files.exists(data) ? Files.walk(data) : Stream.empty()) {
      files.sorted(Comparator.reverseOrder()).forEach(ServerStack::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
