package dev.goldenpath.cli.kubectl;

import java.util.regex.Pattern;

/** A word of a command line that a person can copy into a POSIX shell. */
public final class ShellWord {
  /** Nothing in it means more than itself. */
  private static final Pattern PLAIN = Pattern.compile("[-A-Za-z0-9_@%+=:,./]+");

  /** Characters that a shell interprets within double quotes, an interactive one included. */
  private static final Pattern INTERPRETED = Pattern.compile("[\"$`\\\\!]");

  private ShellWord() {}

  /** The word, quoted if need be; of {@code key=value}, only the value is. */
  public static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    int value = word.indexOf('=') + 1;
    String key = word.substring(0, value);
    return PLAIN.matcher(key).matches() ? key + whole(word.substring(value)) : whole(word);
  }

  private static String whole(String text) {
    return INTERPRETED.matcher(text).find()
        ? "'" + text.replace("'", "'\\''") + "'"
        : "\"" + text + "\"";
  }
}
