package dev.goldenpath.cli;

import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.cli.verb.Session;
import java.time.Clock;

/** The entry point. */
public final class Main {
  private Main() {}

  /** Runs one verb. */
  public static void main(String[] arguments) {
    Session session =
        new Session(Terminal.ofProcess(System.getenv()), System.getenv(), Clock.systemUTC());
    Preload.start(arguments);
    System.exit(new Plugin(session).run(arguments));
  }
}
