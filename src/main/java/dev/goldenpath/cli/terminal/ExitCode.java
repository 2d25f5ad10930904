package dev.goldenpath.cli.terminal;

/** What a verb answers to its caller, beside its output. */
public final class ExitCode {
  /** Yes: ready, no difference, done. */
  public static final int YES = 0;

  /** No: stalled, differences, refused. */
  public static final int NO = 1;

  /** The command line or what it names is invalid; the message says what would be valid. */
  public static final int BAD_INPUT = 2;

  /** The time is up. */
  public static final int TIMEOUT = 3;

  /** kubectl failed; what it said was passed on. */
  public static final int KUBECTL_FAILED = 4;

  private ExitCode() {}
}
