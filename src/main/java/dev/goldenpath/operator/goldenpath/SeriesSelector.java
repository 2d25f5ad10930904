package dev.goldenpath.operator.goldenpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric with matchers, as a user writes it: not an expression, so that windows and the service's
 * own namespace and job can be inserted.
 *
 * @param metric its name
 * @param matchers in the order written
 */
public record SeriesSelector(String metric, List<LabelMatcher> matchers) {
  /** A description of a valid one, as the end of a sentence. */
  static final String VALID =
      "a metric with matchers, such as requests_total{code=~\"5..\"}, without namespace and job,"
          + " which are added";

  private static final int LONGEST = 512;

  /**
   * The operator sets these itself: with other values, the selector would reach outside the
   * service.
   */
  private static final Set<String> RESERVED = Set.of("namespace", "job", "__name__");

  private static final String MATCHER =
      "([a-zA-Z_][a-zA-Z0-9_]*)(=~|!~|!=|=)\"([^\"\\\\\\p{Cntrl}]*)\"";
  private static final Pattern ONE = Pattern.compile(MATCHER);
  private static final Pattern WHOLE =
      Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*([{](" + MATCHER + "(," + MATCHER + ")*+)?[}])?");

  /**
   * One matcher.
   *
   * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
   */
  public record LabelMatcher(String label, String operator, String value) {
    private Optional<String> problem() {
      if (RESERVED.contains(label)) {
        return Optional.of("must be " + VALID);
      }
      return operator.endsWith("~") ? RegularExpression.problemWith(value) : Optional.empty();
    }
  }

  /** The selector; empty if the text is invalid, or reaches outside the service. */
  public static Optional<SeriesSelector> parse(String text) {
    return read(text).filter(selector -> selector.problem().isEmpty());
  }

  /** What is wrong with the text, as the end of a sentence; empty if it is valid. */
  static Optional<String> problemWith(String text) {
    return read(text).map(SeriesSelector::problem).orElse(Optional.of("must be " + VALID));
  }

  private static Optional<SeriesSelector> read(String text) {
    if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    int brace = text.indexOf('{');
    List<LabelMatcher> matchers = new ArrayList<>();
    Matcher each = ONE.matcher(brace < 0 ? "" : text.substring(brace));
    while (each.find()) {
      matchers.add(new LabelMatcher(each.group(1), each.group(2), each.group(3)));
    }
    return Optional.of(
        new SeriesSelector(brace < 0 ? text : text.substring(0, brace), List.copyOf(matchers)));
  }

  private Optional<String> problem() {
    return matchers.stream().flatMap(matcher -> matcher.problem().stream()).findFirst();
  }
}
