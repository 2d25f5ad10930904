package dev.goldenpath.operator.preview;

/**
 * Puts the placeholders of the path document in place of the names of one service and its team, so
 * that what differs between services in nothing else is one kind of change. It replaces whole words
 * only; that a word is such a name by chance makes one more kind of change, and nothing worse.
 */
record Placeholders(String service, String team) {
  private static final String SERVICE = "{service}";
  private static final String TEAM = "{team}";

  /** A text with placeholders. */
  String in(String text) {
    return replaced(replaced(text, service, SERVICE), team, TEAM);
  }

  /** The name of an object; most are the same in every service. */
  String object(String name) {
    return name.equals(service) ? SERVICE : name;
  }

  /** The path of a field: a key may begin with the service's name. */
  String field(String path) {
    return path.replace("." + service + "-", "." + SERVICE + "-");
  }

  private static String replaced(String text, String name, String placeholder) {
    int at = name.isEmpty() ? -1 : text.indexOf(name);
    if (at < 0) {
      return text;
    }
    StringBuilder replaced = new StringBuilder();
    int done = 0;
    for (; at >= 0; at = text.indexOf(name, at + name.length())) {
      int end = at + name.length();
      if (!isOfWord(text, at - 1) && !isOfWord(text, end)) {
        replaced.append(text, done, at).append(placeholder);
        done = end;
      }
    }
    return replaced.append(text, done, text.length()).toString();
  }

  private static boolean isOfWord(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-');
  }
}
