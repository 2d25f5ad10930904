package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.tryout.TunedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link Writer} in a JVM of its own, which ends with this object or with this JVM. */
final class WriterProcess implements AutoCloseable {
  private final Writer.Mode mode;
  private final Process process;
  private final BufferedReader answers;

  private WriterProcess(Writer.Mode mode, Process process) {
    this.mode = mode;
    this.process = process;
    this.answers = process.inputReader();
  }

  static WriterProcess start(Writer.Mode mode, Cluster cluster) {
    ControlPlane controlPlane = cluster.platform().controlPlane();
    List<String> command = new ArrayList<>(cluster.cores().subject());
    command.addAll(
        TunedJvm.command(
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            mode.name(),
            controlPlane.kubeconfig().toString(),
            controlPlane.operatorKubeconfig().toString()));
    try {
      return new WriterProcess(
          mode,
          new ProcessBuilder(command)
              .redirectError(cluster.folder().resolve("writer.log").toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("the writer could not be started", e);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Writes so many services, whose names begin with the prefix; returns how long it took. */
  Duration write(String prefix, int count) {
    long start = System.nanoTime();
    try {
      process.getOutputStream().write((prefix + " " + count + "\n").getBytes());
      process.getOutputStream().flush();
      if (!Writer.DONE.equals(answers.readLine())) {
        throw new IllegalStateException("the writer failed; see writer.log (" + mode + ")");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the writer is gone; see writer.log (" + mode + ")", e);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** It ends when it reads no more. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already.
    }
    process.destroy();
  }
}
