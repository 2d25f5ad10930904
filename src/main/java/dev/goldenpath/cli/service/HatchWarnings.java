package dev.goldenpath.cli.service;

import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.RejectedHatch;
import java.util.List;

/** The hatches that have no effect, as a verb reports them beside its answer. */
public final class HatchWarnings {
  private static final int LONGEST = 400;

  private HatchWarnings() {}

  /** Reports each; its key may be any text, if it is of a file. */
  public static void report(Terminal terminal, List<RejectedHatch> rejected) {
    rejected.forEach(
        each ->
            terminal.say(
                "warning: " + MessageText.plain(each.key() + ": " + each.problem(), LONGEST)));
  }
}
