package dev.goldenpath.operator.hatch;

/** A value that means nothing; the message ends a sentence that begins with it. */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(String problem) {
    super(problem);
  }
}
