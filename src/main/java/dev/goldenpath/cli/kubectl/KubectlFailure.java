package dev.goldenpath.cli.kubectl;

/** kubectl could not be started, or ended with an error. */
public final class KubectlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String said;

  /**
   * A failure.
   *
   * @param said what kubectl said, and was not shown yet; empty if all was
   */
  KubectlFailure(String said) {
    super(said, null, false, false);
    this.said = said;
  }

  /** What kubectl said, and was not shown yet; empty if all was. */
  public String said() {
    return said;
  }

  /** Whether the API server knows nothing of that name, or of that kind. */
  public boolean isNotFound() {
    return said.contains("(NotFound)");
  }

  /** Whether a list was continued too late. */
  public boolean isExpired() {
    return said.contains("(Expired)");
  }

  /** Whether the caller lacks the right. */
  public boolean isForbidden() {
    return said.contains("(Forbidden)");
  }
}
