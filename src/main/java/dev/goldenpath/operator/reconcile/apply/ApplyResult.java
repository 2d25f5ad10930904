package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ObservedHatches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** What became of one desired object. */
public sealed interface ApplyResult {

  /**
   * It is as it should be.
   *
   * @param object as the cluster has it
   * @param news what was done that an operator of the platform wants to know
   * @param rejected a hatch on the object that changes nothing
   */
  record InSync(
      GenericKubernetesResource object, Optional<Change> news, Optional<RejectedHatch> rejected)
      implements ApplyResult {
    public static InSync quietly(GenericKubernetesResource object) {
      return new InSync(object, Optional.empty(), Optional.empty());
    }

    public static InSync repaired(GenericKubernetesResource object, String what) {
      return with(object, new Change(EventReason.DRIFT_REPAIRED, what));
    }

    public static InSync with(GenericKubernetesResource object, Change news) {
      return new InSync(object, Optional.of(news), Optional.empty());
    }

    public InSync with(Optional<RejectedHatch> hatch) {
      return new InSync(object, news, hatch);
    }
  }

  /**
   * Its owner manages it; the operator keeps off.
   *
   * @param rejected the mark on it, where that cannot be read any more
   */
  record Unmanaged(
      GenericKubernetesResource object,
      ObservedHatches.Unmanaged unmanaged,
      Optional<RejectedHatch> rejected)
      implements ApplyResult {}

  /**
   * What becomes an Event.
   *
   * @param reason from {@link EventReason}
   * @param message a sentence
   */
  record Change(String reason, String message) {}

  /**
   * It is not.
   *
   * @param state whether time may heal it
   * @param reason from {@link dev.goldenpath.operator.api.Reason}
   */
  record Failed(ComponentFact.State state, String reason, String message) implements ApplyResult {}
}
