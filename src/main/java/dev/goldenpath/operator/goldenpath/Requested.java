package dev.goldenpath.operator.goldenpath;

import java.util.Optional;
import java.util.Set;

/**
 * What a service asks for beyond what its tier has.
 *
 * @param image the image to run; empty if the team runs its workload itself
 * @param uses the optional components
 */
public record Requested(Optional<String> image, Set<String> uses) {
  /** Nothing: team and tier alone. */
  public static final Requested NOTHING = new Requested(Optional.empty(), Set.of());

  /** Immutable. */
  public Requested {
    uses = Set.copyOf(uses);
  }
}
