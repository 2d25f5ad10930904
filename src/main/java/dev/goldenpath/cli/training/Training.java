package dev.goldenpath.cli.training;

import dev.goldenpath.cli.Plugin;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.cli.verb.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Runs what people run, with a kubectl that reaches no cluster. Started by the launcher when it
 * prepares classes; a verb that fails has loaded its classes too.
 */
public final class Training {
  private Training() {}

  /**
   * Runs the command lines of the file {@code commands}, one a line.
   *
   * @param arguments the folder that it is in
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (PrintStream nobody =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Terminal terminal =
          new Terminal(InputStream.nullInputStream(), nobody, nobody, false, false, false);
      Session session =
          new Session(
              terminal, Map.of("KUBECTL", folder.resolve("kubectl").toString()), Clock.systemUTC());
      for (String line : Files.readAllLines(folder.resolve("commands"))) {
        run(new Plugin(session), line.replace("$folder", folder.toString()).split(" ", -1));
      }
    }
    // Verbs leave threads behind.
    System.exit(0);
  }

  /** A verb with a fault is that verb's business: the others are prepared anyway. */
  private static void run(Plugin plugin, String... arguments) {
    try {
      plugin.run(arguments);
    } catch (RuntimeException e) {
      // Nobody reads what a training prints.
    }
  }
}
