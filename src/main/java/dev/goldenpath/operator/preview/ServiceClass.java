package dev.goldenpath.operator.preview;

import java.util.Locale;

/** What would become of a service. Each is in exactly one class; the later ones outweigh. */
public enum ServiceClass {
  /**
   * No object of it changes. That is also so if it stays on its revision, since it is pinned, held
   * or paused, and if it cannot be built under either revision.
   */
  UNCHANGED,
  /** Some object of it changes, and nothing is known to prevent that. */
  CHANGED,
  /** A dry run could not be had, or the service can be built under only one of the revisions. */
  UNKNOWN,
  /** The API server refuses an object. */
  REFUSED,
  /**
   * An override or a patch that is valid on the applied revision is not on the candidate. Its other
   * changes do not count.
   */
  CONFLICT;

  /** As in a status: {@code unchanged}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
