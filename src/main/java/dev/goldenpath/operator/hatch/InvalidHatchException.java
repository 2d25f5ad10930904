package dev.goldenpath.operator.hatch;

/** An invalid value of a hatch; the message continues a sentence that begins with the value. */
public final class InvalidHatchException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidHatchException(String problem) {
    super(problem);
  }
}
