package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.hatch.Hatches.Rejected;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.HatchFact;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** What became of one desired object. */
sealed interface Applied {

  /**
   * It is as it should be.
   *
   * @param object as the cluster has it
   * @param news what was done that an operator of the platform wants to know
   * @param rejected a hatch on the object that changes nothing
   */
  record Held(GenericKubernetesResource object, Optional<News> news, Optional<Rejected> rejected)
      implements Applied {
    static Held quietly(GenericKubernetesResource object) {
      return new Held(object, Optional.empty(), Optional.empty());
    }

    static Held repaired(GenericKubernetesResource object, String what) {
      return with(object, new News(News.DRIFT_REPAIRED, what));
    }

    static Held with(GenericKubernetesResource object, News news) {
      return new Held(object, Optional.of(news), Optional.empty());
    }

    Held with(Optional<Rejected> hatch) {
      return new Held(object, news, hatch);
    }
  }

  /**
   * Its owner manages it; the operator keeps off.
   *
   * @param rejected the mark on it, where that cannot be read any more
   */
  record Left(
      GenericKubernetesResource object, HatchFact.Unmanaged unmanaged, Optional<Rejected> rejected)
      implements Applied {}

  /**
   * What becomes an Event.
   *
   * @param reason one of the constants here
   * @param message a sentence
   */
  record News(String reason, String message) {
    /** Another's edit or deletion was undone. */
    static final String DRIFT_REPAIRED = "DriftRepaired";

    /** A namespace that was ours under another uid is ours again. */
    static final String TAKEN_BACK = "TakenBack";

    /** A foreign namespace is ours now, by consent of both sides. */
    static final String ADOPTED = "Adopted";
  }

  /**
   * It is not.
   *
   * @param state whether time may heal it
   * @param reason from {@link dev.goldenpath.operator.api.Reason}
   */
  record Refused(ComponentFact.State state, String reason, String message) implements Applied {}
}
