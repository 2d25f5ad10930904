package dev.goldenpath.cli.progress;

import dev.goldenpath.cli.terminal.Terminal;
import java.time.Instant;

/** The form of the output, as it is typed. */
enum Output {
  table,
  json;

  /** In lines, as for a log. */
  Progress lines(Terminal terminal, String name, Instant began) {
    return this == json
        ? new ProgressJson(terminal, name)
        : new ProgressLines(terminal, name, began);
  }

  /** On a terminal in one place, elsewhere in lines. */
  Progress live(Terminal terminal, String name, Instant began) {
    return this == table && terminal.live()
        ? new ProgressScreen(terminal, name)
        : lines(terminal, name, began);
  }
}
