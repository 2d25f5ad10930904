package dev.goldenpath.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One server as a child process, with its output in a file beside its data. */
public final class ServerProcess {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 10;
  private static final int LOG_TAIL = 20;

  private final String name;
  private final Path log;
  private final Process process;

  private ServerProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  static ServerProcess start(Path workDir, String name, List<String> command) {
    Path log = workDir.resolve(name + ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      GoRuntime.tune(builder.environment());
      Process process = builder.start();
      process.getOutputStream().close();
      return new ServerProcess(name, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  /** Waits until the condition holds, and stops waiting at once when the server is gone. */
  public void await(String state, BooleanSupplier condition) {
    try {
      Awaitility.await()
          .atMost(START)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isAlive() && condition.getAsBoolean());
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException(
          "%s was not %s after %d s. %s".formatted(name, state, START.toSeconds(), logTail()), e);
    }
  }

  /** Waits until the server takes connections. */
  public void awaitListening(int port) {
    await("listening on port " + port, () -> accepts(port));
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** Asks the server to stop, and after a while makes it. */
  void stop() {
    process.destroy();
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly().onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
  }

  private boolean isAlive() {
    if (process.isAlive()) {
      return true;
    }
    String log = logTail();
    String message = "%s exited with code %d. %s".formatted(name, process.exitValue(), log);
    throw log.contains("address already in use")
        ? new PortTakenException(message)
        : new IllegalStateException(message);
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> last = lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size());
      return "The end of %s:%n%s".formatted(log, String.join(System.lineSeparator(), last));
    } catch (IOException e) {
      return "Its log %s cannot be read: %s".formatted(log, e);
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Another process took the port between our choosing it and the server's binding it. */
  static final class PortTakenException extends IllegalStateException {
    private PortTakenException(String message) {
      super(message);
    }
  }
}
