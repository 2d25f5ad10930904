package dev.goldenpath.cli.terminal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a verb reads and writes: data goes to {@code out}, talk to {@code err}, both as UTF-8.
 *
 * @param interactive whether a person answers on {@code in}
 * @param live whether {@code out} is a terminal, so that lines can be drawn again
 * @param color whether {@code out} shows colors
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean interactive,
    boolean live,
    boolean color) {
  /**
   * Set by the launcher: which of the standard streams are terminals, such as {@code in,out}. The
   * JVM itself reports only whether all of them are.
   */
  private static final String TERMINALS = "golden.terminals";

  /** That of this process; {@code NO_COLOR} is respected. */
  public static Terminal ofProcess(Map<String, String> environment) {
    Set<String> terminals = new TreeSet<>(Set.of(System.getProperty(TERMINALS, "").split(",")));
    boolean live = terminals.contains("out");
    return new Terminal(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminals.contains("in"),
        live,
        live && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /** Writes a line of data. */
  public void print(String line) {
    out.print(line + "\n");
    out.flush();
  }

  /** Writes a line of talk. */
  public void say(String line) {
    err.print(line + "\n");
    err.flush();
  }

  /** Whether nobody reads the data any more, as after {@code | head}. */
  public boolean isClosed() {
    return out.checkError();
  }

  /**
   * Asks a question that is answered with yes or no; no without an answer.
   *
   * @param question without its mark; to be asked only if {@link #interactive}
   */
  public boolean confirm(String question) {
    err.print(question + "? [y/N] ");
    err.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      return answer != null
          && Set.of("y", "yes").contains(answer.strip().toLowerCase(java.util.Locale.ROOT));
    } catch (IOException e) {
      return false;
    }
  }
}
