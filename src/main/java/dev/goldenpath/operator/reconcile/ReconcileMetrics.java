package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Tier;
import java.time.Duration;

/** Who wants to know what the reconciler did: the operator's metrics. */
public interface ReconcileMetrics {
  /** A service became Ready for the first time, so long after it was created. */
  void firstReady(Tier tier, Duration sinceCreation);

  /** Something that another had changed in a component was set right. */
  void repaired(String component);

  /** An Event was not written: there were too many, or the API server did not take it. */
  void eventDropped();
}
