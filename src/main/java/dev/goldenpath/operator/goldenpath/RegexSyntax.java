package dev.goldenpath.operator.goldenpath;

/**
 * Where a character class or an escape sequence of RE2's syntax ends. This must be exact: a repeat
 * that is taken for a part of it would be missed. In texts that RE2 rejects, the end is arbitrary.
 */
final class RegexSyntax {
  private static final String SETS = "dDsSwWpP";

  private RegexSyntax() {}

  /** The index behind the class that begins at the bracket. */
  static int end(String text, int bracket) {
    int first = bracket + (text.startsWith("^", bracket + 1) ? 2 : 1);
    int at = first;
    while (at < text.length() && (at == first || text.charAt(at) != ']')) {
      at = endOfItem(text, at);
    }
    return Math.min(at + 1, text.length());
  }

  /**
   * The index behind the escape sequence that begins at the backslash. {@code \x{10FFFF}} and
   * {@code \p{Greek}} contain a brace that is not a count.
   */
  static int endOfEscape(String text, int backslash) {
    if (backslash + 1 >= text.length()) {
      return text.length();
    }
    char kind = text.charAt(backslash + 1);
    if ("xpP".indexOf(kind) >= 0 && text.startsWith("{", backslash + 2)) {
      int end = text.indexOf('}', backslash);
      return end < 0 ? text.length() : end + 1;
    }
    boolean named = (kind == 'p' || kind == 'P') && backslash + 2 < text.length();
    return text.offsetByCodePoints(backslash + 1, named ? 2 : 1);
  }

  /** {@code [:alpha:]}, a set such as {@code \d}, a character or a range. */
  private static int endOfItem(String text, int at) {
    int named = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
    if (named >= 0) {
      return named + 2;
    }
    int end = endOfCharacter(text, at);
    boolean isRange =
        !isSet(text, at)
            && text.startsWith("-", end)
            && end + 1 < text.length()
            && text.charAt(end + 1) != ']';
    return isRange ? endOfCharacter(text, end + 1) : end;
  }

  private static boolean isSet(String text, int at) {
    return text.charAt(at) == '\\'
        && at + 1 < text.length()
        && SETS.indexOf(text.charAt(at + 1)) >= 0;
  }

  private static int endOfCharacter(String text, int at) {
    return text.charAt(at) == '\\' ? endOfEscape(text, at) : text.offsetByCodePoints(at, 1);
  }
}
