package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.InvalidHatchException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** The texts that a person gives with a hatch, checked before anything is written. */
final class ReasonText {
  private static final String CODES = "write <code>: <text> with one of ";

  private ReasonText() {}

  /** A reason. Without a code it counts as none, which is worth a warning. */
  static String checked(String why, Terminal terminal) {
    printable("--why", why);
    try {
      HatchReason reason = HatchReason.parse(why);
      if (reason.code() == HatchReasonCode.NONE) {
        terminal.say(
            "warning: --why: has no reason code, and counts as none; "
                + CODES
                + HatchReasonCode.codes());
      }
    } catch (InvalidHatchException e) {
      throw new BadInput("--why: " + MessageText.quoted(why) + " " + e.getMessage());
    }
    return why;
  }

  /**
   * The reason of a pause, which takes effect in any case: nobody looks up codes in an incident.
   */
  static String ofPause(String why, Terminal terminal) {
    try {
      return checked(why, terminal);
    } catch (BadInput e) {
      printable("--why", why);
      terminal.say("warning: " + e.getMessage() + "; the service is paused anyway");
      return why;
    }
  }

  /** A last day. */
  static String day(String until) {
    try {
      return LocalDate.parse(until).toString();
    } catch (DateTimeParseException e) {
      throw new BadInput(
          "--until: "
              + MessageText.quoted(until)
              + " is not a date; write the last day as 2026-12-31");
    }
  }

  /** Refuses what a terminal would not show as it is. */
  static void printable(String option, String text) {
    if (text.isBlank() && option.startsWith("-")) {
      throw new BadInput(option + ": is empty; say why in a sentence");
    }
    if (!MessageText.plain(text, Integer.MAX_VALUE).equals(text)) {
      throw new BadInput(
          option
              + ": "
              + MessageText.quoted(text)
              + " has control characters; write printable text in one line");
    }
  }
}
