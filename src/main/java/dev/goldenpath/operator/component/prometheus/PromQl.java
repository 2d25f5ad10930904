package dev.goldenpath.operator.component.prometheus;

import java.util.List;
import java.util.StringJoiner;

/** PromQL from parts. User input is inserted as a quoted string, never as an expression. */
public final class PromQl {
  private PromQl() {}

  /** A string literal. */
  public static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
        + "\"";
  }

  /** A metric with matchers. */
  public static String selector(String metric, List<String> matchers) {
    StringJoiner all = new StringJoiner(",", metric + "{", "}");
    matchers.forEach(all::add);
    return all.toString();
  }

  /** The total rate of all series of a selector; {@code rate} comes before {@code sum}. */
  public static String sumOfRates(String selector, String window) {
    return "sum(" + rate(selector, window) + ")";
  }

  /** The rate of each series of a selector. */
  public static String rate(String selector, String window) {
    return "rate(" + selector + "[" + window + "])";
  }
}
