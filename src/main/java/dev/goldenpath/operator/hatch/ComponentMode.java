package dev.goldenpath.operator.hatch;

/**
 * What a reconciliation does with a component: this depends on what its hatches ask for now and on
 * what was done before. A hand-over and a return take several steps, each of which is remembered
 * before the next one begins, so that they can be interrupted anywhere.
 */
public enum ComponentMode {
  /** Its objects are applied. */
  MANAGED,
  /**
   * Its owner asks for it and does not have it yet. What the platform relies on is created first;
   * then the component is remembered as handed over, and only then released.
   */
  TO_HAND_OVER,
  /** Its owner manages it. Whatever the operator still owns of it is released. */
  HANDED_OVER,
  /** Its owner gives it back: the changes are announced, and the announcement is remembered. */
  TO_ANNOUNCE,
  /** It is taken back, by force if others own its fields; then the hand-over is forgotten. */
  RETURNING;

  /** The mode of a component of a service that is not paused. */
  public static ComponentMode of(String component, Hatches hatches, RememberedHatches remembered) {
    boolean handedOver = remembered.isHandedOver(component);
    if (hatches.ejects(component)) {
      return handedOver ? HANDED_OVER : TO_HAND_OVER;
    }
    if (!handedOver) {
      return MANAGED;
    }
    return remembered.isReturning(component) ? RETURNING : TO_ANNOUNCE;
  }
}
