package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ObservedHatches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** The result for one desired object. */
public sealed interface ApplyResult {

  /**
   * The live object matches the desired one.
   *
   * @param object the live object
   * @param news the change to report, if any
   * @param rejected a hatch on the object that has no effect
   * @param rewritten the fields that a policy rewrites: the object matches only apart from them
   */
  record InSync(
      GenericKubernetesResource object,
      Optional<Change> news,
      Optional<RejectedHatch> rejected,
      Optional<String> rewritten)
      implements ApplyResult {
    public static InSync quietly(GenericKubernetesResource object) {
      return new InSync(object, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static InSync repaired(GenericKubernetesResource object, String what) {
      return with(object, new Change(EventReason.DRIFT_REPAIRED, what));
    }

    public static InSync with(GenericKubernetesResource object, Change news) {
      return new InSync(object, Optional.of(news), Optional.empty(), Optional.empty());
    }

    public InSync with(Optional<RejectedHatch> hatch) {
      return new InSync(object, news, hatch, rewritten);
    }

    /** The same apart from the fields that are rewritten; if that is news, it is reported. */
    InSync rewritten(Optional<String> fields, boolean isNews) {
      Optional<Change> change =
          fields
              .filter(what -> isNews)
              .map(what -> new Change(EventReason.FIELD_REWRITTEN, what))
              .or(() -> news);
      return new InSync(object, change, rejected, fields);
    }
  }

  /**
   * Its owner manages it; the operator does not touch it.
   *
   * @param rejected the annotation on it, if that is invalid by now
   */
  record Unmanaged(
      GenericKubernetesResource object,
      ObservedHatches.Unmanaged unmanaged,
      Optional<RejectedHatch> rejected)
      implements ApplyResult {}

  /**
   * A change that is reported as an Event.
   *
   * @param reason from {@link EventReason}
   * @param message a sentence
   */
  record Change(String reason, String message) {}

  /**
   * The API server rejected the apply, or the object may not be touched.
   *
   * @param state whether a retry may help
   * @param reason from {@link dev.goldenpath.operator.api.Reason}
   */
  record Failed(ComponentFact.State state, String reason, String message) implements ApplyResult {}
}
