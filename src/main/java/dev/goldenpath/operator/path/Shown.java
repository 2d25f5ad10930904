package dev.goldenpath.operator.path;

/** A value as a message shows it: short, and without what could break a line or a terminal. */
final class Shown {
  private static final int CHARACTERS = 80;

  private Shown() {}

  static String quoted(String value) {
    StringBuilder shown = new StringBuilder("\"");
    value
        .chars()
        .limit(CHARACTERS)
        .forEach(
            character -> {
              if (Character.isISOControl(character)
                  || Character.getType(character) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(character));
              } else {
                shown.append((char) character);
              }
            });
    return shown.append(value.length() > CHARACTERS ? "…\"" : "\"").toString();
  }
}
