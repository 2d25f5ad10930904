package dev.goldenpath.cli.kubectl;

import dev.goldenpath.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * What a kubectl says on its error stream: shown as it comes, since a login may ask for something.
 * Only the API server's answers are held back: whether a missing object is an error is decided by
 * who asked.
 */
final class Said {
  private static final String ANSWER = "Error from server";

  private final StringBuilder held = new StringBuilder();
  private final Thread reader;

  private Said(Process process, Terminal terminal, boolean isHeld) {
    reader = new Thread(() -> read(process, terminal, isHeld), "kubectl-errors");
    reader.setDaemon(true);
  }

  /** Begins to read. */
  static Said of(Process process, Terminal terminal) {
    return begun(new Said(process, terminal, false));
  }

  /** The same, and holds all of it back. */
  static Said held(Process process, Terminal terminal) {
    return begun(new Said(process, terminal, true));
  }

  private static Said begun(Said said) {
    said.reader.start();
    return said;
  }

  private void read(Process process, Terminal terminal, boolean isHeld) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (isHeld || !held.isEmpty() || line.startsWith(ANSWER)) {
          held.append(line).append('\n');
        } else {
          terminal.say(line);
        }
      }
    } catch (IOException e) {
      // The process was ended.
    }
  }

  /** The lines that were held back; complete once the process has ended. */
  String held() throws InterruptedException {
    reader.join();
    return held.toString();
  }
}
