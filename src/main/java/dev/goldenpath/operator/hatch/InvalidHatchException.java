package dev.goldenpath.operator.hatch;

/** A value that means nothing; the message ends a sentence that begins with it. */
public final class InvalidHatchException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidHatchException(String problem) {
    super(problem);
  }
}
