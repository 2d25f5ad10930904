package dev.goldenpath.monitoring;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.LoopbackPorts;
import dev.goldenpath.controlplane.ServerProcess;
import dev.goldenpath.controlplane.ServerStack;
import dev.goldenpath.controlplane.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real Prometheus that scrapes nothing; it has what a test gives it, always on one port. */
public final class StandalonePrometheus implements AutoCloseable {
  private final Binaries binaries = Binaries.installed();
  private final Path workDir;
  private final int port = LoopbackPorts.free(1).get(0);
  private Optional<ServerStack> running = Optional.empty();

  /**
   * One that is not started.
   *
   * @param workDir for logs and data
   */
  public StandalonePrometheus(Path workDir) {
    this.workDir = workDir.toAbsolutePath();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What it is asked. */
  public Prometheus api() {
    return new Prometheus(port);
  }

  /** Starts it, in place of one that ran before, with these series. */
  public StandalonePrometheus start(RecordedSeries series) {
    return start(series.text());
  }

  /** The same with series in the format of OpenMetrics, of up to two months. */
  public StandalonePrometheus start(String series) {
    stop();
    try {
      ServerStack servers = new ServerStack(Files.createDirectories(workDir));
      running = Optional.of(servers);
      Path data = servers.data().resolve("prometheus");
      new Tool(binaries.monitoring("promtool"))
          .run(
              "tsdb",
              "create-blocks-from",
              "--max-block-duration=768h",
              "openmetrics",
              Files.writeString(workDir.resolve("series.txt"), series).toString(),
              data.toString());
      ServerProcess process =
          servers.start(
              "prometheus",
              List.of(
                  binaries.monitoring("prometheus").toString(),
                  "--config.file="
                      + Files.writeString(workDir.resolve("prometheus.yaml"), "global: {}\n"),
                  "--storage.tsdb.path=" + data,
                  "--storage.tsdb.retention.time=60d",
                  "--web.listen-address=127.0.0.1:" + port));
      Prometheus prometheus = new Prometheus(port);
      process.await("ready", prometheus::isReady);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it, if it runs. */
  public void stop() {
    running.ifPresent(ServerStack::close);
    running = Optional.empty();
  }

  @Override
  public void close() {
    stop();
  }
}
