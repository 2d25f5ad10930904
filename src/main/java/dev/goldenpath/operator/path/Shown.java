package dev.goldenpath.operator.path;

/** A value as a message shows it: short, and without what could break a line or a terminal. */
public final class Shown {
  private static final int CHARACTERS = 80;

  private Shown() {}

  /** The value in quotes, cut after a line's length. */
  public static String quoted(String value) {
    return "\"" + plain(value, CHARACTERS) + "\"";
  }

  /** The value without quotes, cut after so many characters. */
  public static String plain(String value, int longest) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(longest)
        .forEach(
            character -> {
              if (Character.isISOControl(character)
                  || Character.getType(character) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(character));
              } else {
                shown.appendCodePoint(character);
              }
            });
    return shown.append(value.length() > longest ? "…" : "").toString();
  }
}
