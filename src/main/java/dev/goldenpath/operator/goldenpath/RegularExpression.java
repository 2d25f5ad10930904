package dev.goldenpath.operator.goldenpath;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression that a tenant writes and Prometheus reads: its syntax is that of RE2, not of
 * Java. The cost of compiling it is checked before it is compiled.
 */
final class RegularExpression {
  /** In characters; a URL path or a list of status codes is shorter. */
  static final int LONGEST = 200;

  private static final String VALID =
      "a regular expression (RE2) of at most " + LONGEST + " characters";

  private RegularExpression() {}

  /** What is wrong with it, as the end of a sentence that begins with it; empty if it is valid. */
  static Optional<String> problemWith(String text) {
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("must be " + VALID);
    }
    Optional<String> tooMuch = RegexCost.problemWith(text);
    return tooMuch.isPresent() || compiles(text) ? tooMuch : Optional.of("must be " + VALID);
  }

  /** A description of a valid one, as the end of a sentence. */
  static String valid() {
    return VALID;
  }

  private static boolean compiles(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
