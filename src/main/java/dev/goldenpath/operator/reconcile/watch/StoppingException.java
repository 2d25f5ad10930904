package dev.goldenpath.operator.reconcile.watch;

/** A reconciliation is still running when the operator stops: the caches are meaningless by now. */
public final class StoppingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppingException() {
    super("the operator is stopping");
  }
}
