package dev.goldenpath.cli.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A kubectl that answers as a test says: the first rule that matches a command line decides.
 * Unexpected command lines fail. It remembers every call.
 */
public final class ScriptedKubectl {
  private final Path folder;
  private final Path calls;
  private final StringBuilder rules = new StringBuilder();
  private int count;

  /** A kubectl without any rule. */
  public ScriptedKubectl(Path folder) {
    this.folder = folder;
    this.calls = folder.resolve("calls");
    write();
  }

  /**
   * Answers with a text.
   *
   * @param commandLine a pattern of {@code grep -E}, found anywhere in the arguments
   */
  public ScriptedKubectl answer(String commandLine, String out) {
    return rule(commandLine, out, "", 0);
  }

  /** The same for the first such call alone; the next one is up to the other rules. */
  public ScriptedKubectl answerOnce(String commandLine, String out) {
    return rule(commandLine, out, "", 0, true);
  }

  /** Fails with a text on the error stream. */
  public ScriptedKubectl fail(String commandLine, String err) {
    return rule(commandLine, "", err, 1);
  }

  /** The same for the first such call alone. */
  public ScriptedKubectl failOnce(String commandLine, String err) {
    return rule(commandLine, "", err, 1, true);
  }

  /** Answers with both, and that exit code. */
  public ScriptedKubectl rule(String commandLine, String out, String err, int exit) {
    return rule(commandLine, out, err, exit, false);
  }

  private ScriptedKubectl rule(
      String commandLine, String out, String err, int exit, boolean isOnce) {
    String stem = "rule-" + count++;
    put(stem + ".pattern", commandLine + "\n");
    put(stem + ".out", out);
    put(stem + ".err", err);
    rules.append(
        """
        if [ ! -e '%1$s/%2$s.used' ] && printf '%%s\\n' "$*" | grep -qEf '%1$s/%2$s.pattern'; then
          %4$s
          cat > '%1$s/%2$s.in'
          cat '%1$s/%2$s.out'; cat '%1$s/%2$s.err' >&2; exit %3$d
        fi
        """
            .formatted(
                folder, stem, exit, isOnce ? ": > '%s/%s.used'".formatted(folder, stem) : ":"));
    write();
    return this;
  }

  /** Its path. */
  public Path path() {
    return folder.resolve("kubectl");
  }

  /** Every command line, in the order of the calls. */
  public List<String> calls() {
    try {
      return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the last call that matched a rule read. */
  public String input(int rule) {
    try {
      return Files.readString(folder.resolve("rule-" + rule + ".in"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    put(
        "kubectl",
        """
        #!/bin/sh
        printf '%%s\\n' "$*" >> '%s'
        %secho "unexpected: $*" >&2; exit 1
        """
            .formatted(calls, rules));
    try {
      Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
