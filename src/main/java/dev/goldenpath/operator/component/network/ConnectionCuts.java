package dev.goldenpath.operator.component.network;

import dev.goldenpath.operator.component.effect.FieldChange;

/**
 * Which changes of network policies cut connections. Policies are additive, and each peer of a rule
 * admits more: whatever takes a rule, a peer or a port away cuts, and so does another policy
 * without rules, or another exception of an address block.
 */
public final class ConnectionCuts {
  /** Beginning of the names of policies that only admit; the others restrict. */
  private static final String ADMITS = "allow-";

  private ConnectionCuts() {}

  /** Whether the change cuts connections that were possible before. */
  public static boolean isOne(FieldChange change) {
    boolean admits = change.name().startsWith(ADMITS);
    if (change.isCreation()) {
      return !admits;
    }
    if (change.isRemoval()) {
      return admits;
    }
    String path = change.path();
    if (path.endsWith(".except")) {
      return change.gains();
    }
    return (path.startsWith("spec.ingress") || path.startsWith("spec.egress")) && change.loses();
  }
}
