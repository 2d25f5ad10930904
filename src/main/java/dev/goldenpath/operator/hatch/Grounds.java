package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.EscapeReason;
import dev.goldenpath.operator.path.Shown;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a hatch is open, and until when its owner wants it to be.
 *
 * @param reason the code, {@link EscapeReason#NONE} where none was given
 * @param text the owner's words, fit for a message; may be empty
 * @param until the last day; empty where none was given
 */
public record Grounds(EscapeReason reason, String text, Optional<LocalDate> until) {
  /** None given. */
  public static final Grounds NONE = new Grounds(EscapeReason.NONE, "", Optional.empty());

  /** A word, a colon, and then a space or the end: {@code https://…} is text. */
  private static final Pattern CODED =
      Pattern.compile("([A-Za-z][-_A-Za-z]*):(?: (.*))?", Pattern.DOTALL);

  /**
   * Reads {@code code: text}. Without a code it is all text, and counts as {@link
   * EscapeReason#NONE}: leaving the road is not to fail for a formality.
   *
   * @throws Unreadable for a code that is none of ours, and for text that is too long
   */
  public static Grounds parse(String value) throws Unreadable {
    if (value.length() > Bounds.REASON) {
      throw new Unreadable(
          "has " + value.length() + " characters; a reason has at most " + Bounds.REASON);
    }
    String line = line(value);
    Matcher coded = CODED.matcher(line);
    if (!coded.matches()) {
      return new Grounds(
          EscapeReason.NONE, Shown.plain(line, Bounds.REASON_SHOWN), Optional.empty());
    }
    EscapeReason reason =
        EscapeReason.of(coded.group(1))
            .orElseThrow(
                () ->
                    new Unreadable(
                        "begins with no reason that is known; write one of "
                            + EscapeReason.codes()
                            + ", a colon and your words"));
    String text = coded.group(2) == null ? "" : coded.group(2).strip();
    return new Grounds(reason, Shown.plain(text, Bounds.REASON_SHOWN), Optional.empty());
  }

  /** Of a hatch that opens whatever its text is. */
  static Grounds unreadable(String value) {
    String text = Shown.plain(line(Shown.cut(value, Bounds.REASON)), Bounds.REASON_SHOWN);
    return new Grounds(EscapeReason.OTHER, text, Optional.empty());
  }

  private static String line(String value) {
    return value.strip().replaceAll("\\s+", " ");
  }

  Grounds until(Optional<LocalDate> day) {
    return new Grounds(reason, text, day);
  }

  /** As its owner wrote it: {@code incident: INC-4711}. */
  public String words() {
    return reason == EscapeReason.NONE
        ? text
        : text.isEmpty() ? reason.code() : reason.code() + ": " + text;
  }
}
