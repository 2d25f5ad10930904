package dev.goldenpath.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command line tool that is run to its end; a hanging one is an error and not a hanging test. */
public final class Tool {
  private static final Duration LIMIT = Duration.ofMinutes(8);

  private final Path binary;
  private final Map<String, String> environment;

  /** The tool in the environment of this JVM. */
  public Tool(Path binary) {
    this(binary, Map.of());
  }

  Tool(Path binary, Map<String, String> environment) {
    this.binary = binary;
    this.environment = environment;
  }

  /** What the tool prints; fails with what it says on stderr where its exit code is not 0. */
  public String run(String... arguments) {
    ToolResult result = result(arguments);
    if (result.exitCode() != 0) {
      throw new IllegalStateException(
          "%s failed with exit code %d: %s"
              .formatted(commandLine(arguments), result.exitCode(), result.stderr().strip()));
    }
    return result.stdout();
  }

  /** How the tool ended, for callers that expect it to fail. */
  public ToolResult result(String... arguments) {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    GoRuntime.tune(builder.environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      // Both at once: a tool that fills one pipe while we read the other would wait for ever.
      CompletableFuture<String> stdout = text(process.getInputStream());
      CompletableFuture<String> stderr = text(process.getErrorStream());
      awaitEnd(process, arguments);
      return new ToolResult(process.exitValue(), stdout.join(), stderr.join());
    } catch (IOException e) {
      throw new UncheckedIOException(commandLine(arguments) + " could not be run", e);
    }
  }

  private void awaitEnd(Process process, String... arguments) {
    try {
      if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IllegalStateException(
        "%s was stopped: it was interrupted, or ran for more than %d s"
            .formatted(commandLine(arguments), LIMIT.toSeconds()));
  }

  private String commandLine(String... arguments) {
    return binary.getFileName() + " " + String.join(" ", arguments);
  }

  private static CompletableFuture<String> text(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
