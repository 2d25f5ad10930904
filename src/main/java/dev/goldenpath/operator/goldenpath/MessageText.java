package dev.goldenpath.operator.goldenpath;

/** A value as a message shows it: short, and without what could break a line or a terminal. */
public final class MessageText {
  private static final int CHARACTERS = 80;

  private MessageText() {}

  /** The value in quotes, cut after a line's length. */
  public static String quoted(String value) {
    return "\"" + plain(value, CHARACTERS) + "\"";
  }

  /** The value without quotes, cut after so many characters of what is shown. */
  public static String plain(String value, int longest) {
    StringBuilder shown = new StringBuilder();
    for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
      String character = plain(value.codePointAt(at));
      if (shown.length() + character.length() > longest) {
        return shown.append("…").toString();
      }
      shown.append(character);
    }
    return shown.toString();
  }

  private static String plain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          "\\u%04x".formatted(character);
      default -> Character.toString(character);
    };
  }

  /**
   * A text of at most so many characters. A pair of surrogates is not split: half a one is stored
   * as something else, and what was stored would differ from what was meant for ever.
   */
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
