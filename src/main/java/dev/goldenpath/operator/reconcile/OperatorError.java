package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.goldenpath.MessageText;

/** How an error in the operator itself is reported. */
final class OperatorError {
  /** In characters: the text may quote anything. */
  private static final int LONGEST = 256;

  private OperatorError() {}

  /** The message of a condition. */
  static String message(Throwable error) {
    return "the operator failed and will retry: " + MessageText.plain(error.toString(), LONGEST);
  }
}
