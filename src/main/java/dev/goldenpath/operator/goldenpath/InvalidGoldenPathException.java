package dev.goldenpath.operator.goldenpath;

import java.util.List;

/** A path document that cannot be used. Its message lists every problem. */
public final class InvalidGoldenPathException extends Exception {
  private final List<String> problems;

  /** Has at least one problem, each with the line or the field, the value and what is valid. */
  public InvalidGoldenPathException(String origin, List<String> problems) {
    super(origin + ": " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, in the document's order. */
  public List<String> problems() {
    return problems;
  }
}
