package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.rollout.RolloutFigures;
import java.util.Optional;

/** Receives what the leader makes of the path: the operator's metrics. */
public interface PathMetrics {
  /** The leader looked at the path and the fleet; empty if no document was accepted yet. */
  void rollout(Optional<RolloutFigures> figures);
}
