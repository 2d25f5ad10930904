package dev.goldenpath.operator.api;

/**
 * Every reason that an Event can carry, beside those of conditions: a service that becomes Stalled,
 * or is no longer ready, has an Event with the condition's reason.
 */
public final class EventReason {
  private EventReason() {}

  /** The service is ready. */
  public static final String READY = "Ready";

  /** A hatch is open, or has another value. */
  public static final String HATCH_OPENED = "HatchOpened";

  /** A hatch is closed. */
  public static final String HATCH_CLOSED = "HatchClosed";

  /** A hatch has no effect; the message says what would be valid. */
  public static final String HATCH_REJECTED = "HatchRejected";

  /** A hatch is open past the last day that its owner set. */
  public static final String HATCH_OVERDUE = "HatchOverdue";

  /** An ejected component is about to return to the path; the message lists the changes. */
  public static final String TAKING_BACK = "TakingBack";

  /** An edit or deletion by another manager was undone. */
  public static final String DRIFT_REPAIRED = "DriftRepaired";

  /**
   * A policy or webhook rewrites a field that the operator applies; the message names both values.
   */
  public static final String FIELD_REWRITTEN = "FieldRewritten";

  /** A namespace that belonged to the service under another uid was taken back. */
  public static final String TAKEN_BACK = "TakenBack";

  /** A namespace was adopted, by consent of both sides. */
  public static final String ADOPTED = "Adopted";

  /** The service is deleted and its namespace kept. */
  public static final String RELEASED = "Released";

  /** Another revision of the golden path changed an object of the service. */
  public static final String MOVED = "Moved";

  /** The service failed on a revision of the golden path, and has its last good one again. */
  public static final String ROLLED_BACK = "RolledBack";

  /** Of a GoldenPath: its document is accepted, and the target from now on. */
  public static final String PATH_ACCEPTED = "Accepted";

  /** Of a GoldenPath: its document is not used; the message lists every problem. */
  public static final String PATH_REJECTED = "Rejected";
}
