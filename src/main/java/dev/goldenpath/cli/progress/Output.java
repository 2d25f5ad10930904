package dev.goldenpath.cli.progress;

import dev.goldenpath.cli.terminal.Terminal;
import java.time.Instant;

/** The form of the output, as it is typed. */
enum Output {
  table,
  yaml,
  json;

  /** In lines, as for a log. */
  Progress lines(Terminal terminal, String name, Instant began) {
    return switch (this) {
      case table -> new ProgressLines(terminal, name, began);
      case yaml -> ProgressData.yaml(terminal, name);
      case json -> ProgressData.json(terminal, name);
    };
  }

  /** On a terminal in one place, elsewhere in lines. */
  Progress live(Terminal terminal, String name, Instant began) {
    return this == table && terminal.live()
        ? new ProgressScreen(terminal, name)
        : lines(terminal, name, began);
  }
}
