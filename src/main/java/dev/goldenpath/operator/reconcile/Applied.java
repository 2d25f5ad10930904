package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.status.ComponentFact;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** What became of one desired object. */
sealed interface Applied {

  /**
   * It is as it should be.
   *
   * @param object as the cluster has it
   * @param repaired what another had changed and was set right, in a sentence; empty where nothing
   */
  record Held(GenericKubernetesResource object, String repaired) implements Applied {}

  /**
   * It is not.
   *
   * @param state whether time may heal it
   * @param reason from {@link dev.goldenpath.operator.api.Reason}
   */
  record Refused(ComponentFact.State state, String reason, String message) implements Applied {}
}
