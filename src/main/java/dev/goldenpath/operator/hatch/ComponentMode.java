package dev.goldenpath.operator.hatch;

/**
 * What a reconciliation does with a component: by what its hatches ask for now, and by what was
 * done before. A hand-over and a return each take a step that is remembered before the next one
 * begins, so that they can be cut off anywhere.
 */
public enum ComponentMode {
  /** Its objects are applied. */
  MANAGED,
  /**
   * Its owner asks for it and has not got it yet. What the platform relies on is there first; then
   * it is remembered as handed over, and only then let go.
   */
  TO_HAND_OVER,
  /** Its owner manages it. What is still ours of it is let go. */
  HANDED_OVER,
  /** Its owner gives it back: people are told what changes, and that is remembered. */
  TO_ANNOUNCE,
  /** It is taken back, by force where others hold its fields; then the hand-over is forgotten. */
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
