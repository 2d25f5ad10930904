package dev.goldenpath.operator.rollout;

import java.util.Collection;

/**
 * What a target does to the fleet, counted when it is accepted: compared, not tried. A service that
 * has no revision yet is not counted, as nothing of it changes.
 *
 * @param unchanged services in which it changes no object that matters; those paused are among them
 * @param changed services in which it changes an object that may make them fail
 * @param conflict services whose overrides or patches do not fit it
 */
public record TargetImpact(int unchanged, int changed, int conflict) {

  /** The impact of a target on services as they are now. */
  public static TargetImpact of(String target, Collection<ServiceFact> services) {
    int unchanged = 0;
    int changed = 0;
    int conflict = 0;
    for (ServiceFact service : services) {
      if (service.isNew()) {
        continue;
      }
      if (service.isOn(target)) {
        unchanged++;
      } else if (service.effect().conflicts()) {
        conflict++;
      } else if (service.effect().changes()) {
        changed++;
      } else {
        unchanged++;
      }
    }
    return new TargetImpact(unchanged, changed, conflict);
  }
}
