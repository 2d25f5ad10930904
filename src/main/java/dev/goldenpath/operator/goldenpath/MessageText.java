package dev.goldenpath.operator.goldenpath;

/**
 * A value as shown in messages: short, and without characters that could break a line or a
 * terminal.
 */
public final class MessageText {
  private static final int CHARACTERS = 80;

  private MessageText() {}

  /** A number of things, such as {@code 1 service} or {@code 20 services}. */
  public static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** The value in quotes, cut to the length of a line. */
  public static String quoted(String value) {
    return "\"" + plain(value, CHARACTERS) + "\"";
  }

  /** The value without quotes, cut to this number of shown characters. */
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
   * A text of at most this number of characters. A surrogate pair is not split: half a pair is
   * stored as another character, and the stored text would differ from the desired one for ever.
   */
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
