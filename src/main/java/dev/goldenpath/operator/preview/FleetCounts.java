package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.component.effect.Effect;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How many services are of each class and have each effect, in the light of the dry runs. */
final class FleetCounts {
  private final Verdicts verdicts;
  private final Map<ServiceClass, Integer> classes = new EnumMap<>(ServiceClass.class);
  private final Map<Effect, Integer> effects = new EnumMap<>(Effect.class);

  private FleetCounts(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /** Counts the services that change, or that are unknown before any dry run. */
  static FleetCounts of(FleetChanges fleet, Verdicts verdicts) {
    FleetCounts counts = new FleetCounts(verdicts);
    Map<String, Sample.Member> named = counts.named(fleet);
    Map<Likeness, Integer> likewise = new HashMap<>();
    fleet.likenesses().forEach(likeness -> likewise.put(likeness, likeness.services()));
    for (Sample.Member member : named.values()) {
      likewise.merge(member.likeness(), -1, Integer::sum);
      counts.add(verdicts.of(member), member.likeness().effects(), 1);
      if (counts.refusesPods(member)) {
        counts.effects.merge(Effect.PODS_REFUSED, 1, Integer::sum);
      }
    }
    likewise.forEach(
        (likeness, services) ->
            counts.add(verdicts.likely(likeness), likeness.effects(), services));
    return counts;
  }

  /** The services of all samples, each once. */
  private Map<String, Sample.Member> named(FleetChanges fleet) {
    Map<String, Sample.Member> named = new HashMap<>();
    for (ChangeKind kind : fleet.kinds()) {
      kind.sample().interleaved().forEach(member -> named.put(member.service(), member));
    }
    return named;
  }

  /** Pods differ from service to service, so that nothing follows for those that were not tried. */
  private boolean refusesPods(Sample.Member member) {
    return verdicts.of(member) == ServiceClass.CHANGED
        && member.likeness().kinds().stream()
            .anyMatch(
                kind ->
                    verdicts
                        .of(kind, member)
                        .filter(Verdict.PodsRefused.class::isInstance)
                        .isPresent());
  }

  /** Only what is written has effects. */
  private void add(ServiceClass type, Set<Effect> own, int services) {
    classes.merge(type, services, Integer::sum);
    if (type == ServiceClass.CHANGED) {
      own.forEach(effect -> effects.merge(effect, services, Integer::sum));
    }
  }

  int services(ServiceClass type) {
    return classes.getOrDefault(type, 0);
  }

  /**
   * Every effect with its number.
   *
   * @param unsafe how many unchanged services have an unsafe value from now on
   */
  Map<String, Integer> effects(int unsafe) {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (Effect effect : Effect.values()) {
      all.put(
          effect.text(), effects.getOrDefault(effect, 0) + (effect == Effect.UNSAFE ? unsafe : 0));
    }
    return all;
  }
}
