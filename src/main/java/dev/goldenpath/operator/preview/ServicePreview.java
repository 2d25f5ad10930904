package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.hatch.RejectedHatch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a candidate would do to one service, before any dry run.
 *
 * @param type its class
 * @param staying why it stays on its revision; empty if it would move
 * @param changes the objects that change; empty if it is not {@link ServiceClass#CHANGED}
 * @param effects what the changes do; of an unchanged service, at most that a value is {@link
 *     Effect#UNSAFE} from now on
 * @param conflicts the hatches that do not fit the candidate
 * @param problem why its class is unknown; empty for another class
 */
public record ServicePreview(
    ServiceClass type,
    Optional<Staying> staying,
    List<ObjectChange> changes,
    Set<Effect> effects,
    List<RejectedHatch> conflicts,
    Optional<String> problem) {

  /** Why a service stays on its revision. */
  public enum Staying {
    /** Its owner pinned it. */
    PINNED,
    /** The rollout holds it. */
    HELD,
    /** Its owner paused it. */
    PAUSED
  }

  /** The preview of a service that no revision changes. */
  static ServicePreview unchanged() {
    return new ServicePreview(
        ServiceClass.UNCHANGED, Optional.empty(), List.of(), Set.of(), List.of(), Optional.empty());
  }

  static ServicePreview staying(Staying why) {
    return new ServicePreview(
        ServiceClass.UNCHANGED, Optional.of(why), List.of(), Set.of(), List.of(), Optional.empty());
  }

  static ServicePreview conflict(List<RejectedHatch> conflicts) {
    return new ServicePreview(
        ServiceClass.CONFLICT, Optional.empty(), List.of(), Set.of(), conflicts, Optional.empty());
  }

  static ServicePreview unknown(String problem) {
    return new ServicePreview(
        ServiceClass.UNKNOWN,
        Optional.empty(),
        List.of(),
        Set.of(),
        List.of(),
        Optional.of(problem));
  }

  static ServicePreview of(List<ObjectChange> changes, Set<Effect> effects) {
    return new ServicePreview(
        changes.isEmpty() ? ServiceClass.UNCHANGED : ServiceClass.CHANGED,
        Optional.empty(),
        changes,
        effects,
        List.of(),
        Optional.empty());
  }
}
