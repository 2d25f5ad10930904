package dev.goldenpath.operator.reconcile.watch;

/**
 * A reconciliation that has not ended when the operator stops: the caches tell nothing any more.
 */
public final class StoppingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppingException() {
    super("the operator stops");
  }
}
