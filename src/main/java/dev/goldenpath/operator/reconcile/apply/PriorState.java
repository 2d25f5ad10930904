package dev.goldenpath.operator.reconcile.apply;

/** What is known about a component's objects from earlier reconciliations. */
public enum PriorState {
  /** Nothing: a missing object is new. */
  UNKNOWN,
  /** They matched the plan: a missing object was deleted by another. */
  PRESENT,
  /** Their owner managed them and hands them back: an existing object may be taken over. */
  EJECTED
}
