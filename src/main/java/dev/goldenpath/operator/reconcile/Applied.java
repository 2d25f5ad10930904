package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.status.ComponentFact;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** What became of one desired object. */
sealed interface Applied {

  /**
   * It is as it should be.
   *
   * @param object as the cluster has it
   * @param news what was done that an operator of the platform wants to know
   */
  record Held(GenericKubernetesResource object, Optional<News> news) implements Applied {
    static Held quietly(GenericKubernetesResource object) {
      return new Held(object, Optional.empty());
    }

    static Held repaired(GenericKubernetesResource object, String what) {
      return new Held(object, Optional.of(new News(News.DRIFT_REPAIRED, what)));
    }
  }

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
