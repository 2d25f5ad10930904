package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Tier;
import java.time.Duration;

/** Receives what the reconciler did: the operator's metrics. */
public interface ReconcileMetrics {
  /** A service became Ready for the first time; the time since its creation. */
  void firstReady(Tier tier, Duration sinceCreation);

  /** A change by another manager in a component was undone. */
  void repaired(String component);

  /** An Event was not written: there were too many, or the API server rejected it. */
  void eventDropped();
}
