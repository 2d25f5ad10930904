package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a hatch is open, and how long its owner wants it to stay open.
 *
 * @param code its code, {@link HatchReasonCode#NONE} if none was given
 * @param text the owner's words, fit for a message; may be empty
 * @param until the last day; empty if none was given
 */
public record HatchReason(HatchReasonCode code, String text, Optional<LocalDate> until) {
  /** No reason was given. */
  public static final HatchReason NONE =
      new HatchReason(HatchReasonCode.NONE, "", Optional.empty());

  /** A word, a colon, and then a space or the end: {@code https://…} is text. */
  private static final Pattern CODED =
      Pattern.compile("([A-Za-z][-_A-Za-z]*):(?: (.*))?", Pattern.DOTALL);

  /**
   * Reads {@code code: text}. Without a code it is all text, and counts as {@link
   * HatchReasonCode#NONE}: leaving the path must not fail because of a formality.
   *
   * @throws InvalidHatchException if the code is unknown, or the text is too long
   */
  public static HatchReason parse(String value) throws InvalidHatchException {
    if (value.length() > Bounds.REASON) {
      throw new InvalidHatchException(
          "has " + value.length() + " characters; a reason has at most " + Bounds.REASON);
    }
    String line = line(value);
    Matcher coded = CODED.matcher(line);
    if (!coded.matches()) {
      return new HatchReason(
          HatchReasonCode.NONE, MessageText.plain(line, Bounds.REASON_SHOWN), Optional.empty());
    }
    HatchReasonCode code =
        HatchReasonCode.of(coded.group(1))
            .orElseThrow(
                () ->
                    new InvalidHatchException(
                        "begins with an unknown reason code; write <code>: <text> with one of "
                            + HatchReasonCode.codes()));
    String text = coded.group(2) == null ? "" : coded.group(2).strip();
    return new HatchReason(code, MessageText.plain(text, Bounds.REASON_SHOWN), Optional.empty());
  }

  /** The reason of a hatch that opens even if its text is invalid. */
  static HatchReason unreadable(String value) {
    String text =
        MessageText.plain(line(MessageText.cut(value, Bounds.REASON)), Bounds.REASON_SHOWN);
    return new HatchReason(HatchReasonCode.OTHER, text, Optional.empty());
  }

  private static String line(String value) {
    return value.strip().replaceAll("\\s+", " ");
  }

  HatchReason until(Optional<LocalDate> day) {
    return new HatchReason(code, text, day);
  }

  /** As its owner wrote it: {@code incident: INC-4711}. */
  public String words() {
    return code == HatchReasonCode.NONE
        ? text
        : text.isEmpty() ? code.text() : code.text() + ": " + text;
  }
}
