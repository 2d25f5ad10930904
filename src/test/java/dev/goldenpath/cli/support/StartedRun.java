package dev.goldenpath.cli.support;

import static org.awaitility.Awaitility.await;

import dev.goldenpath.cli.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A run of the plugin that is under way, in a thread of this JVM. */
public final class StartedRun {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Thread thread;

  StartedRun(CliRun.Setting setting, String... arguments) {
    Plugin plugin =
        new Plugin(
            setting.session(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));
    thread = new Thread(() -> run(plugin, arguments), "cli-run");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Plugin plugin, String... arguments) {
    try {
      exit.complete(plugin.run(arguments));
    } catch (RuntimeException e) {
      exit.completeExceptionally(e);
    }
  }

  /** The data so far. */
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The talk so far. */
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Waits until the data has a text. */
  public StartedRun awaitOut(String text) {
    await("output with " + text).until(() -> out().contains(text) || exit.isDone());
    if (!out().contains(text)) {
      throw new AssertionError("ended with %s: %s%s".formatted(exit, out(), err));
    }
    return this;
  }

  /** Whether it has not ended. */
  public boolean isRunning() {
    return !exit.isDone();
  }

  /** Waits until it has ended. */
  public CliRun end() {
    await("end of " + thread.getName()).until(exit::isDone);
    return new CliRun(exit.join(), out(), err.toString(StandardCharsets.UTF_8));
  }

  /** Ends it as an interrupt of its thread does. */
  public void interrupt() {
    thread.interrupt();
  }
}
