package dev.goldenpath.tryout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goldenpath.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code kubectl golden demo}, as a process of its own. */
final class PageProcess implements AutoCloseable {
  /** It removes what people made with it. */
  private static final long SECONDS_TO_CLEAN_UP = 20;

  private final Process process;
  private final Optional<URI> address;

  private PageProcess(Process process, Optional<URI> address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it, and waits until it serves or has failed.
   *
   * @param log what it says beside its address
   */
  static PageProcess start(Access access, Path log) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "demo"));
    access.kubeconfig().ifPresent(file -> command.add("--kubeconfig=" + file));
    access.context().ifPresent(context -> command.add("--context=" + context));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("KUBECTL", access.kubectl());
    try {
      Process process = builder.start();
      // Closed with the process.
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      return new PageProcess(process, Optional.ofNullable(lines.readLine()).map(URI::create));
    } catch (IOException e) {
      throw new IllegalStateException("the page could not be started: " + e.getMessage());
    }
  }

  /** Where it serves; empty if it could not. */
  Optional<URI> address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
