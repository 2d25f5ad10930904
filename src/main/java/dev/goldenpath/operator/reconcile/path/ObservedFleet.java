package dev.goldenpath.operator.reconcile.path;

import dev.goldenpath.operator.rollout.ServiceFact;
import java.util.Map;

/** The fleet, as a rollout sees it. */
public interface ObservedFleet {
  /** Whether the document of a revision is known, so that services can be compared with it. */
  boolean knows(String revision);

  /**
   * Every service that is not being deleted, by name.
   *
   * @param target the revision that they are to have
   */
  Map<String, ServiceFact> services(String target);
}
