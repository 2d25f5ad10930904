package dev.goldenpath.cli.text;

import dev.goldenpath.cli.terminal.Terminal;
import java.util.List;

/** The forms of an answer, as they are typed. */
public enum OutputFormat {
  /** For people. */
  table,
  /** For programs. */
  yaml,
  /** For programs. */
  json;

  /**
   * Prints an answer in this form.
   *
   * @param data for programs
   * @param lines for people
   */
  public void print(Terminal terminal, Object data, List<String> lines) {
    switch (this) {
      case json -> terminal.out().print(DataText.json(data));
      case yaml -> terminal.out().print(DataText.yaml(data));
      case table -> lines.forEach(terminal::print);
    }
    terminal.out().flush();
  }
}
