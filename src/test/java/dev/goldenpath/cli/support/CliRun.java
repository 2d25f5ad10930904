package dev.goldenpath.cli.support;

import dev.goldenpath.cli.Plugin;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.cli.verb.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One run of the plugin, in this JVM.
 *
 * @param exit its exit code
 * @param out the data
 * @param err the talk
 */
public record CliRun(int exit, String out, String err) {

  /** What a run has from outside; by default no input, no terminal, and no kubectl. */
  public static final class Setting {
    private final Map<String, String> environment =
        new HashMap<>(Map.of("KUBECTL", "/nonexistent/kubectl"));
    private String input = "";
    private boolean interactive;
    private boolean live;
    private Clock clock = Clock.systemUTC();

    /** With this kubectl. */
    public Setting kubectl(Path executable) {
      environment.put("KUBECTL", executable.toString());
      return this;
    }

    /** With this text on the standard input. */
    public Setting input(String text) {
      input = text;
      return this;
    }

    /** With a person who types this. */
    public Setting person(String text) {
      interactive = true;
      return input(text);
    }

    /** With output to a terminal. */
    public Setting live() {
      live = true;
      return this;
    }

    /** At this time. */
    public Setting clock(Clock now) {
      clock = now;
      return this;
    }

    /** Runs a command line. */
    public CliRun run(String... arguments) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int exit =
          new Plugin(
                  session(
                      new PrintStream(out, true, StandardCharsets.UTF_8),
                      new PrintStream(err, true, StandardCharsets.UTF_8)))
              .run(arguments);
      return new CliRun(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command line whose output is read while it runs. */
    public int run(PrintStream out, PrintStream err, String... arguments) {
      return new Plugin(session(out, err)).run(arguments);
    }

    /** Runs a command line in the background. */
    public StartedRun start(String... arguments) {
      return new StartedRun(this, arguments);
    }

    /** The session, with other streams. */
    public Session session(PrintStream out, PrintStream err) {
      return new Session(
          new Terminal(
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
              out,
              err,
              interactive,
              live,
              false),
          environment,
          clock);
    }

    /** The same, changed. */
    public Setting with(Consumer<Map<String, String>> change) {
      change.accept(environment);
      return this;
    }
  }

  /** A setting to be changed. */
  public static Setting setting() {
    return new Setting();
  }
}
