package dev.goldenpath.operator.reconcile.apply;

/** What is known of a component's objects from earlier reconciliations. */
public enum PriorState {
  /** Nothing: an object that is missing is new. */
  UNKNOWN,
  /** They were there as the plan has them: one that is missing was deleted by another. */
  PRESENT,
  /** Their owner managed them and hands them back: one that is there may be taken over. */
  EJECTED
}
