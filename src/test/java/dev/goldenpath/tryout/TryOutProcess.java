package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The try-out as {@code make} starts it, and what it prints. */
final class TryOutProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path output;

  private TryOutProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param output where what it prints goes
   */
  static TryOutProcess start(String mode, Map<String, String> environment, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            TunedJvm.tool("java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TryOut.class.getName(),
            mode);
    builder.environment().putAll(environment);
    return new TryOutProcess(
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** Waits until it prints a text; fails at once if it ends before. */
  void awaitOutput(String text) throws IOException {
    await(text).atMost(PATIENCE).until(() -> !process.isAlive() || output().contains(text));
    assertThat(output()).contains(text);
  }

  /**
   * Does what Ctrl-C in a terminal does, where every process gets the signal. The JVM gets its
   * sibling instead, which it treats alike: whoever runs tests in the background may have made all
   * of them deaf to the other.
   *
   * @return all of its processes
   */
  List<ProcessHandle> ctrlC() throws IOException, InterruptedException {
    List<ProcessHandle> others = process.descendants().toList();
    List<String> kill = new ArrayList<>(List.of("kill", "-INT"));
    others.forEach(each -> kill.add(String.valueOf(each.pid())));
    new ProcessBuilder(kill).start().waitFor();
    process.destroy();
    return Stream.concat(Stream.of(process.toHandle()), others.stream()).toList();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
