package dev.goldenpath.operator.goldenpath;

import java.util.List;

/** A path document that cannot be used. Its message has one line for each problem. */
public final class InvalidGoldenPathException extends Exception {
  private final List<String> problems;

  /** With at least one problem, each naming the line or the field, the value and what is valid. */
  public InvalidGoldenPathException(String origin, List<String> problems) {
    super(origin + ": " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the document's order. */
  public List<String> problems() {
    return problems;
  }
}
