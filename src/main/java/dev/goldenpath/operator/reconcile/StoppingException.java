package dev.goldenpath.operator.reconcile;

/**
 * A reconciliation that has not ended when the operator stops: the caches tell nothing any more.
 */
final class StoppingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppingException() {
    super("the operator stops");
  }
}
