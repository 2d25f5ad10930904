package dev.goldenpath.operator.api;

/** The conditions about a service as a whole. Each component has one of its own beside them. */
public final class ConditionType {
  private ConditionType() {}

  /** Always there: every component is ready, or why not. */
  public static final String READY = "Ready";

  /** There while true: time will bring the service on (kstatus). */
  public static final String RECONCILING = "Reconciling";

  /** There while true: a person must act (kstatus). Never together with {@link #RECONCILING}. */
  public static final String STALLED = "Stalled";

  /** Always there: whether every hatch is in force. */
  public static final String HATCHES_ACCEPTED = "HatchesAccepted";

  /** There while true: a hatch is open past the day that its owner set. */
  public static final String HATCHES_OVERDUE = "HatchesOverdue";

  /** There while true: nothing is written for the service. */
  public static final String PAUSED = "Paused";

  /** There while true: the service is not moved to the target of the golden path. */
  public static final String PATH_HELD = "PathHeld";

  /** Of a GoldenPath, always there: whether its document can be used. */
  public static final String PATH_ACCEPTED = "Accepted";

  /** Of a GoldenPath, always there: whether every wave has the target. */
  public static final String ROLLED_OUT = "RolledOut";

  /** Of a GoldenPathPreview: it has its answer. */
  public static final String PREVIEW_COMPLETE = "Complete";
}
