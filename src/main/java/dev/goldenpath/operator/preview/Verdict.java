package dev.goldenpath.operator.preview;

/** The answer to a {@link DryRun}. */
public sealed interface Verdict {
  /** The API server would take the object. */
  record Accepted() implements Verdict {}

  /**
   * The API server, or a webhook, refuses it; retrying does not help.
   *
   * @param message in its own words
   */
  record Refused(String message) implements Verdict {}

  /**
   * There was no answer: a webhook takes no dry run or is down, or the namespace is not there yet.
   *
   * @param message in the server's own words
   */
  record Unknown(String message) implements Verdict {}

  /**
   * The API server would take it, and warns of pods that run now and that it would refuse.
   *
   * @param pods their number, at least one
   */
  record PodsRefused(int pods) implements Verdict {}

  /** What it makes of a service whose objects change. */
  default ServiceClass type() {
    if (this instanceof Refused) {
      return ServiceClass.REFUSED;
    }
    return this instanceof Unknown ? ServiceClass.UNKNOWN : ServiceClass.CHANGED;
  }
}
