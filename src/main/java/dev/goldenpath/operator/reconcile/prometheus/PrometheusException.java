package dev.goldenpath.operator.reconcile.prometheus;

/** A query without a usable answer. */
final class PrometheusException extends Exception {
  private final String problem;

  PrometheusException(String problem) {
    super(problem);
    this.problem = problem;
  }

  PrometheusException(String problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /**
   * A few words for people. They hold neither secrets nor text of the server, and are the same
   * while the cause is.
   */
  String problem() {
    return problem;
  }
}
