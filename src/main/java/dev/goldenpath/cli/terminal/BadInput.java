package dev.goldenpath.cli.terminal;

/** What was typed or named is invalid: {@link ExitCode#BAD_INPUT}. */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A complaint for a person.
   *
   * @param message {@code <key>: <what is wrong>; <what to do>}
   */
  public BadInput(String message) {
    super(message, null, false, false);
  }
}
