package dev.goldenpath.tryout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The operator as production runs it: the packaged jar in a JVM of its own, so that what it costs
 * can be measured, and with its own identity, so that a missing right shows.
 */
public final class OperatorProcess implements AutoCloseable {
  public static final Path JAR = Path.of("target", "golden-service-operator.jar");

  /** Long enough for the caches of thousands of services on a busy machine. */
  private static final Duration START = Duration.ofMinutes(3);

  private static final int STOP_SECONDS = 30;

  private final LogFile log;
  private final Process process;
  private final Thread atExit;
  private Optional<ManagementEndpoint> endpoint = Optional.empty();

  private OperatorProcess(LogFile log, Process process) {
    this.log = log;
    this.process = process;
    this.atExit = new Thread(() -> stop(process), "operator-stop");
  }

  /**
   * Starts it; it stops with this JVM at the latest.
   *
   * @param kubeconfig the cluster and the identity
   * @param settings the operator's environment variables
   * @param log where its output goes; a file of an earlier run is replaced
   */
  public static OperatorProcess start(Path kubeconfig, Map<String, String> settings, Path log) {
    return start(kubeconfig, settings, log, List.of());
  }

  /**
   * The same by a command, such as {@code taskset -c 1}.
   *
   * @param launcher the command; what it starts follows it, and takes over its process
   */
  public static OperatorProcess start(
      Path kubeconfig, Map<String, String> settings, Path log, List<String> launcher) {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(TunedJvm.command(JAR));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // Nothing else of the caller's: proxies and the variables of a pod would lead the client away.
    builder.environment().clear();
    builder.environment().putAll(settings);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    try {
      OperatorProcess operator = new OperatorProcess(new LogFile(log), builder.start());
      operator.stopWithThisJvm();
      return operator;
    } catch (IOException e) {
      throw new UncheckedIOException("the operator could not be started", e);
    }
  }

  private void stopWithThisJvm() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      stop(process);
      throw e;
    }
  }

  /** From now on the caller stops it, also at the end of this JVM: it is still needed then. */
  OperatorProcess stoppedByCaller() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    return this;
  }

  /** Waits until its caches are filled; fails at once when it is gone. */
  public OperatorProcess awaitReady() {
    try {
      Awaitility.await()
          .atMost(START)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .until(this::isReady);
      return this;
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException(
          "The operator was not ready after %d s. %s".formatted(START.toSeconds(), logTail()), e);
    }
  }

  /** Waits until it answers probes, whatever it answers. */
  public OperatorProcess awaitListening() {
    Awaitility.await().atMost(START).until(this::isListening);
    return this;
  }

  /**
   * Whether its caches are filled.
   *
   * @throws IllegalStateException if it is gone
   */
  public boolean isReady() throws IOException {
    return isListening() && endpoint.orElseThrow().isReady();
  }

  private boolean isListening() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "The operator exited with code %d. %s".formatted(process.exitValue(), logTail()));
    }
    endpoint = ManagementEndpoint.namedIn(log.text());
    return endpoint.isPresent();
  }

  /** Where it serves health and metrics. */
  public URI address() {
    return endpoint.orElseThrow().address();
  }

  /** Where its output goes. */
  public Path log() {
    return log.path();
  }

  /**
   * The lines of its log that are warnings or errors. A server that is short of CPU closes a
   * connection now and then; the client opens another one, and says so.
   */
  public List<String> complaints() {
    return log.text()
        .lines()
        .filter(line -> line.contains("WARN") || line.contains("ERROR"))
        .filter(line -> !line.contains("Connection was closed"))
        .toList();
  }

  /** Completes with the exit code. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Its metrics, in Prometheus' text format. */
  public String metrics() {
    try {
      return endpoint.orElseThrow().metrics();
    } catch (IOException e) {
      throw new UncheckedIOException("the operator does not answer", e);
    }
  }

  /** What the operating system knows of it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** The end of its log. */
  String logTail() {
    return log.tail();
  }

  /** Asks it to stop, and after a while makes it. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is exiting and the hook does the same.
    }
    stop(process);
  }

  private static void stop(Process process) {
    process.destroy();
    process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
