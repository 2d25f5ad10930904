package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.reconcile.path.PathMetrics;
import java.time.Duration;

/** Receives what the reconcilers did: the operator's metrics. */
public interface ReconcileMetrics extends PathMetrics {
  /** A service became Ready for the first time; the time since its creation. */
  void firstReady(Tier tier, Duration sinceCreation);

  /** A change by another manager in a component was undone. */
  void repaired(String component);

  /** A service went back to its last good revision, for the reason in its status. */
  void rolledBack(String reason);

  /** An Event was not written: there were too many, or the API server rejected it. */
  void eventDropped();
}
