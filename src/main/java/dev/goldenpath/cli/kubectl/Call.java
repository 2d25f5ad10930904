package dev.goldenpath.cli.kubectl;

import dev.goldenpath.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A kubectl that is under way, until its answer is read. */
final class Call {
  /** So long nobody wonders. */
  private static final Duration UNREMARKABLE = Duration.ofSeconds(5);

  private final Process process;
  private final Said said;
  private final Terminal terminal;
  private final boolean isHolding;

  Call(Process process, Said said, Terminal terminal, boolean isHolding) {
    this.process = process;
    this.said = said;
    this.terminal = terminal;
    this.isHolding = isHolding;
  }

  /**
   * Its output, once it has ended.
   *
   * @throws KubectlFailure if it ended with an error
   */
  byte[] answer(String input) {
    if (!isHolding) {
      CompletableFuture.delayedExecutor(UNREMARKABLE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::remark);
    }
    try (InputStream output = process.getInputStream()) {
      send(input);
      byte[] answer = output.readAllBytes();
      if (process.waitFor() != 0) {
        throw new KubectlFailure(said.held());
      }
      terminal.err().print(said.held());
      terminal.err().flush();
      return answer;
    } catch (IOException e) {
      throw new KubectlFailure("kubectl: its answer could not be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubectlFailure("kubectl: interrupted");
    } finally {
      process.destroy();
    }
  }

  private void remark() {
    if (process.isAlive()) {
      terminal.say(
          "kubectl has not answered for %d s; waiting (--request-timeout limits that)"
              .formatted(UNREMARKABLE.toSeconds()));
    }
  }

  /** A process that has ended already reads nothing, and its exit code says why. */
  private void send(String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Told by the exit code.
    }
  }
}
